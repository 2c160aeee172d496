import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PastScore, previewThreshold, thresholdByBudget } from './budget.ts';

const HOUR = 3_600_000;
const setting = { truth: null, horizonHours: 6 };

/** One score an hour. */
const hourly = (patient: string, probabilities: readonly number[]): PastScore[] =>
  probabilities.map((probability, hour) => ({ patient, at: hour * HOUR, probability }));

describe('previewThreshold', () => {
  // Low, a crossing at hour 10 that lasts, and a false one of another patient at hour 3.
  const scores = [
    ...hourly(
      'ill',
      Array.from({ length: 25 }, (_, hour) => (hour < 10 ? 0.05 : 0.6)),
    ),
    ...hourly(
      'well',
      Array.from({ length: 25 }, (_, hour) => (hour === 3 ? 0.3 : 0.05)),
    ),
  ];

  it('counts by bed-day, and by event where onsets are known', () => {
    const truth = [
      { patient: 'ill', onset: 14 * HOUR },
      { patient: 'missed', onset: 5 * HOUR },
    ];
    expect(previewThreshold(scores, 0.2, { truth, horizonHours: 6 })).toEqual({
      threshold: 0.2,
      bedDays: 2,
      alerts: 2,
      alertsPerBedDay: 1,
      truth: { events: 2, found: 1, alertsPerEvent: 1, ppv: 0.5, medianLeadHours: 4 },
    });
  });

  it('does not count a true alert outside of the horizon, nor hours that nobody watched', () => {
    const truth = [{ patient: 'ill', onset: 17 * HOUR }];
    expect(previewThreshold(scores, 0.2, { truth, horizonHours: 6 }).truth).toMatchObject({
      found: 0,
      ppv: 0,
    });
    const apart = [...hourly('p', [0.1, 0.1]), { patient: 'p', at: 100 * HOUR, probability: 0.1 }];
    expect(previewThreshold(apart, 0.2, setting).bedDays).toBeCloseTo(2 / 24, 12);
  });

  it('says of nothing that nothing is known', () => {
    expect(previewThreshold([], 0.2, { ...setting, truth: [] })).toMatchObject({
      alertsPerBedDay: null,
      truth: { alertsPerEvent: null, ppv: null, medianLeadHours: null },
    });
  });
});

describe('thresholdByBudget', () => {
  it('keeps within the budget, whatever the scores are, and does not ask for less than it could', () => {
    const course = fc.array(fc.double({ min: 0.001, max: 0.999, noNaN: true }), {
      minLength: 30,
      maxLength: 60,
    });
    fc.assert(
      fc.property(
        fc.array(course, { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        (all, budget) => {
          const scores = all.flatMap((one, index) => hourly(`p${index}`, one));
          const found = thresholdByBudget(scores, budget, setting);
          if (!found) return;
          expect(found).toEqual(previewThreshold(scores, found.threshold, setting));
          expect(found.alertsPerBedDay).toBeLessThanOrEqual(budget);
        },
      ),
    );
  });

  it('finds the same patients when the probabilities of a site are shifted', () => {
    const here = Array.from({ length: 200 }, (_, index) => 0.1 + 0.8 * Math.abs(Math.sin(index * 7.3)));
    const there = here.map((probability) => probability ** 3);
    const [a, b] = [here, there].map((own) => thresholdByBudget(hourly('p', own), 1.5, setting));
    expect(a?.alerts).toBeGreaterThan(0);
    expect(b?.threshold).toBeCloseTo((a?.threshold ?? 0) ** 3, 12);
  });
});
