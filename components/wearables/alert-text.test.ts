import { describe, expect, it } from 'vitest';
import { drawWeek } from '#lib/modalities/wearables/draw-week.ts';
import {
  SAMPLE_WEEK,
  sampleRecording,
  sampleStrip,
  WEEK_MINUTES,
} from '#lib/modalities/wearables/fixtures/sample-week.ts';
import { alertText, lookedAtText } from './alert-text.ts';

const NBSP = '\u00a0';

/** Twenty falls an hour in every night. */
const restless = Float32Array.from({ length: WEEK_MINUTES * 60 }, (_, s) =>
  s % 180 >= 90 && s % 180 < 130 ? 90 : 96,
);

describe('the alerts of a week in words', () => {
  it('count the nights and strips, and name them when they are few', () => {
    const ecg = [sampleStrip('normal', 30), sampleStrip('fibrillation', 47), sampleStrip('fibrillation', 50)];
    const week = drawWeek({ ...SAMPLE_WEEK, saturation: [sampleRecording(restless, 1000)], ecg });
    const told = week.alerts.filter(({ from }) => from.length > 0).map((alert) => alertText(alert, week));
    expect(told).toEqual([
      expect.stringMatching(/^\d nights of \d with > 15 desaturations an hour$/),
      `irregular rhythm in 2 of 3 ECG strips (3–4${NBSP}Mar): atrial fibrillation if a reader finds no P waves`,
    ]);
  });

  it('do not name atrial fibrillation for a single strip', () => {
    const ecg = [sampleStrip('normal', 30), sampleStrip('fibrillation', 47)];
    const week = drawWeek({ ...SAMPLE_WEEK, ecg });
    const [rhythm] = week.alerts.filter(({ kind }) => kind === 'rhythm');
    expect(rhythm && alertText(rhythm, week)).toBe(
      `irregular rhythm in 1 of 2 ECG strips (3–4${NBSP}Mar): look at it`,
    );
  });

  it('name the days of a fast pulse', () => {
    const fast = drawWeek({
      ...SAMPLE_WEEK,
      heartRate: [sampleRecording(new Float32Array(WEEK_MINUTES).fill(112))],
    });
    const [rest] = fast.alerts.filter(({ kind }) => kind === 'rest');
    expect(rest && alertText(rest, fast)).toBe('pulse at rest above 100 /min (7 days)');
  });

  it('tell what was looked at when nothing was found, and leave out what could not be judged', () => {
    const quiet = drawWeek({ ...SAMPLE_WEEK, ecg: [sampleStrip('normal', 30)] });
    expect(quiet.alerts.every(({ from }) => from.length === 0)).toBe(true);
    expect(lookedAtText(quiet.alerts)).toMatch(/^\d nights, 1 ECG strip, 7 days of pulse$/);
    const strips = drawWeek({ ...SAMPLE_WEEK, heartRate: [], saturation: [], steps: [] });
    expect(strips.alerts.map(({ kind }) => kind)).toEqual(['rhythm']);
  });
});
