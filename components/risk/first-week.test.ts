import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import type { MovedFeature, RiskDay, Scored } from '#lib/contract/risk-report.ts';
import { dayLines, isAbove, riskMarks, strongestLine, weekSentence, weekTop } from './first-week.ts';

const bands = { intermediate: 0.22, high: 0.45 };
const DAY_MS = 86_400_000;

const entry = (day: number, risk: number, moved: readonly MovedFeature[] = []): RiskDay => ({
  day,
  at: instant(day * DAY_MS),
  risk,
  interval: { level: 0.9, low: risk * 0.8, high: Math.min(1, risk * 1.2) },
  moved,
});
const moved = (feature: string, from: number | null, to: number | null, points: number): MovedFeature => ({
  feature,
  label: feature === 'potassium.last' ? 'Potassium' : 'Desaturations of 3 % an hour asleep',
  unit: feature === 'potassium.last' ? 'mmol/L' : '/h',
  from,
  to,
  points,
});
const attributions = [
  {
    modality: 'ehr',
    label: 'Health record',
    contribution: 0,
    features: ['potassium.last', 'wearable.odi3'].map((feature) => ({
      feature,
      measure: feature.replace('.last', ''),
      group: '',
      label: feature,
      value: 1,
      unit: '1',
      contribution: 0,
    })),
  },
];
const WEEK = [
  entry(0, 0.34),
  entry(3, 0.341, [moved('potassium.last', 4.1, 4.2, 0.001)]),
  entry(4, 0.43, [moved('wearable.odi3', 6, 19, 0.07), moved('potassium.last', 4.2, null, 0.012)]),
];
const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ');
const linesOf = (week: Scored['week'], units: 'conventional' | 'si' = 'conventional') =>
  dayLines({ week, attributions }, { bands, units });

describe('the first week in words', () => {
  it('says of each day how the risk went and what moved it, newest first, trifles left out', () => {
    const [day4, day3, ...none] = linesOf(WEEK);
    expect(none).toEqual([]);
    expect(plain(day4?.course)).toBe('34 % → 43 % on day 4');
    expect(day4?.moved.map(({ words }) => plain(words))).toEqual([
      'desaturations of 3 % asleep 6 → 19 per hour',
      'potassium no longer known',
    ]);
    expect(day3?.moved).toEqual([]);
  });

  it('says of a new value that it was not known before', () => {
    const [line] = linesOf([entry(0, 0.3), entry(1, 0.35, [moved('potassium.last', null, 6, 0.05)])]);
    expect(plain(line?.moved[0]?.words)).toBe('potassium 6.0 mmol/L, not known before');
  });

  it('says of a value that grew old how old it is', () => {
    const aged = {
      ...moved('potassium.hours-since', 106, 130, 0.02),
      label: 'Potassium, time since',
      unit: 'h',
    };
    const [line] = linesOf([entry(0, 0.3), entry(1, 0.35, [aged])]);
    expect(plain(line?.moved[0]?.words)).toBe('potassium 5 d 10 h old');
  });

  it('gives the whole way and the largest step in a sentence each; nothing of a discharge alone', () => {
    expect(plain(weekSentence(WEEK, bands))).toBe('34 % at discharge, 43 % on day 4');
    expect(plain(strongestLine(linesOf(WEEK)))).toBe(
      '34 % → 43 % on day 4: desaturations of 3 % asleep 6 → 19 per hour',
    );
    expect(weekSentence(WEEK.slice(0, 1), bands)).toBeNull();
    expect(strongestLine(linesOf(WEEK.slice(0, 2)))).toBeNull();
  });
});

describe('the chart of the first week', () => {
  const weeks = fc.array(fc.double({ min: 0.001, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 8 });

  it('has room for every interval, and marks inside the axis', () => {
    fc.assert(
      fc.property(weeks, (risks) => {
        const week = risks.map((risk, day) => ({
          ...entry(day, risk),
          interval: { level: 0.9, low: 0.1, high: 0.2 },
        }));
        const top = weekTop(week);
        expect(top).toBeLessThanOrEqual(1);
        for (const { risk, interval } of week)
          expect(Math.max(risk, interval.high)).toBeLessThanOrEqual(top + 1e-9);
        const marks = riskMarks(top);
        expect(marks.length).toBeGreaterThanOrEqual(3);
        expect(marks.length).toBeLessThanOrEqual(6);
        expect(marks.at(-1)).toBeLessThanOrEqual(top + 1e-9);
      }),
    );
  });

  it('writes a value above its dot on a peak and below it in a valley', () => {
    const week = [0.2, 0.5, 0.2, 0.3].map((risk, day) => entry(day, risk));
    expect(week.map((_, index) => isAbove(week, index))).toEqual([false, true, false, true]);
  });
});
