import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '#lib/clinical/moment.ts';
import { drawWeek } from '#lib/modalities/wearables/draw-week.ts';
import { SAMPLE_START, SAMPLE_WEEK, sampleStrip } from '#lib/modalities/wearables/fixtures/sample-week.ts';
import { MINUTE_MS } from '#lib/modalities/wearables/window.ts';
import { tooShort } from '#lib/signal/measured.ts';
import {
  isAsleep,
  measuredText,
  minuteText,
  nightName,
  nightsTogether,
  reasonsText,
  restTogether,
  stepsTogether,
  stripsTogether,
  timeText,
} from './week-text.ts';

const week = drawWeek(SAMPLE_WEEK);

describe('the words of a week', () => {
  it('tell the time by the clock of the device, and when it was night', () => {
    expect(timeText(SAMPLE_START, week)).toBe('2\u00a0Mar, 00:00');
    expect(isAsleep(week, SAMPLE_START + 120 * MINUTE_MS)).toBe(true);
    expect(isAsleep(week, SAMPLE_START + 720 * MINUTE_MS)).toBe(false);
  });

  it('name a night by its evening and its morning', () => {
    const [evening, month] = [Date.UTC(2026, 2, 5, 23), Date.UTC(2026, 2, 31, 12)];
    expect(nightName(evening, { offset: 0 })).toBe('5–6\u00a0Mar');
    expect(nightName(evening + 4 * HOUR_MS, { offset: 0 })).toBe('5–6\u00a0Mar');
    expect(nightName(month, { offset: null })).toBe('31\u00a0Mar–1\u00a0Apr');
  });

  it('say what a minute holds and what it does not', () => {
    expect(minuteText(week, SAMPLE_START)).toBe('heart rate 55 /min, saturation 95 %, steps 0 per min');
    expect(minuteText(week, week.to + MINUTE_MS)).toContain('heart rate not recorded');
  });

  it('give the value of each measure of the week or its reason, never both', () => {
    expect(stepsTogether(week)).toBe('Seven days together: steps 3960 a day, worn 24.0 h a day.');
    expect(restTogether(week)).toBe('Seven days together: at rest 55 /min.');
    expect(nightsTogether(week)).toMatch(
      /^Seven days together: falls of 3 points 0\.\d \/h, below 90 % 0\.\d % of it\.$/,
    );
    expect(stripsTogether(drawWeek({ ...SAMPLE_WEEK, ecg: [] }))).toBe(
      'Seven days together: RMSSD not measured. RMSSD needs a readable strip in regular rhythm; there is none.',
    );
    const regular = drawWeek({
      ...SAMPLE_WEEK,
      ecg: [30, 54, 78].map((hour) => sampleStrip('normal', hour)),
    });
    expect(stripsTogether(regular)).toMatch(/^Seven days together: RMSSD \d+ ms\.$/);
  });

  it('name each reason once', () => {
    const reason = tooShort('Too short.');
    expect(measuredText(reason, 'ms')).toBe('not measured');
    expect(reasonsText([reason, { value: 1 }, reason, tooShort('No beats.')])).toBe('Too short. No beats.');
  });
});
