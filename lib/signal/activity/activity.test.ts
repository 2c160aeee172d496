import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleUniform } from '../fixtures/sample-noise.ts';
import { fitCosinor } from './cosinor.ts';
import { heartRateRecovery, restingHeartRate } from './heart-rate.ts';
import { DAY_MINUTES, sleepPeriods } from './sleep.ts';

/** A week from midnight: asleep from 23:30 to 6:30, walks through the day, one getting up at night. */
function week() {
  const random = sampleUniform(5);
  const minutes = Array.from({ length: 7 * DAY_MINUTES }, (_, minute) => {
    const ofDay = minute % DAY_MINUTES;
    const asleep = ofDay >= 1410 || ofDay < 390;
    const walking = (!asleep && minute % 45 < 8) || (ofDay >= 180 && ofDay < 184);
    return { asleep, walking, settling: !walking && !asleep && minute % 45 < 10 };
  });
  const rate = ({ asleep, walking, settling }: (typeof minutes)[number]) =>
    (asleep ? 58 : 72) + Number(walking) * 30 + Number(settling) * 10 + 2 * random();
  return {
    steps: Float64Array.from(minutes, ({ walking }) => 80 * Number(walking)),
    heartRate: Float64Array.from(minutes, rate),
  };
}

describe('sleepPeriods', () => {
  it('finds each night, to the last walk before it, and by the clock where the device was off', () => {
    const { steps, heartRate } = week();
    const nights = sleepPeriods(steps, heartRate, 0);
    const whole = nights.filter(({ start }) => start > 0 && start < 6 * DAY_MINUTES);
    expect(whole.length).toBe(6);
    for (const { start, end, basis } of whole) {
      expect(basis).toBe('motion and heart rate');
      expect(Math.abs((start % DAY_MINUTES) - 1410)).toBeLessThanOrEqual(45);
      expect(Math.abs((end % DAY_MINUTES) - 390)).toBeLessThanOrEqual(20);
    }
    steps.fill(Number.NaN, 2 * DAY_MINUTES, 4 * DAY_MINUTES);
    const off = sleepPeriods(steps, heartRate, 0).find(({ start }) => Math.floor(start / DAY_MINUTES) === 2);
    expect(off).toEqual({ start: 2 * DAY_MINUTES + 1380, end: 3 * DAY_MINUTES + 420, basis: 'clock' });
  });

  it('stays inside the series and never throws', () => {
    const count = fc.oneof(fc.nat(120), fc.constantFrom(Number.NaN, 0));
    fc.assert(
      fc.property(fc.array(count, { maxLength: 3000 }), fc.nat(DAY_MINUTES - 1), (values, first) => {
        const series = Float64Array.from(values);
        for (const { start, end } of sleepPeriods(series, series, first))
          expect(start >= 0 && start < end && end <= values.length).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe('heart rate of a week', () => {
  it('rests at the lower end and recovers after walks', () => {
    const { steps, heartRate } = week();
    const resting = restingHeartRate(heartRate, steps);
    expect('value' in resting && Math.floor(resting.value)).toBe(58);
    const recovery = heartRateRecovery(heartRate, steps);
    expect('value' in recovery && Math.round(recovery.value)).toBe(20);
  });

  it('says what is missing', () => {
    const nothing = new Float64Array(30);
    expect(restingHeartRate(nothing, nothing)).toMatchObject({ missing: 'too-short' });
    expect(heartRateRecovery(nothing, nothing)).toMatchObject({ missing: 'too-short' });
  });
});

describe('fitCosinor', () => {
  it('gives back the rhythm that was put in, with a third of the minutes missing', () => {
    const random = sampleUniform(2);
    const values = Float64Array.from({ length: 3 * DAY_MINUTES }, (_, minute) =>
      random() < 1 / 3 ? Number.NaN : 70 + 9 * Math.cos((2 * Math.PI * (minute + 600 - 930)) / DAY_MINUTES),
    );
    const fit = fitCosinor(values, 600);
    expect(fit).toMatchObject({
      mesor: expect.closeTo(70, 6),
      amplitude: expect.closeTo(9, 6),
      acrophaseMinute: expect.closeTo(930, 4),
    });
  });

  it('has no rhythm from half a day', () => {
    expect(fitCosinor(new Float64Array(720).fill(70), 0)).toMatchObject({ missing: 'too-short' });
  });
});
