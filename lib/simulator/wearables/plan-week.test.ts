import { describe, expect, it } from 'vitest';
import { simulateChart } from '../patient.ts';
import { STRIP_SECONDS } from './ecg/plan-strips.ts';
import { planWeek } from './plan-week.ts';
import { takeReadings } from './readings.ts';
import { trueRmssd, wearableTruth } from './wearable-truth.ts';

const N = 300;
const weeks = Array.from({ length: N }, (_, index) => planWeek(simulateChart(61, index)));
const truths = weeks.map(wearableTruth);
const states = weeks.map(({ wearer }) => wearer.state);

const mean = (xs: readonly number[]) => xs.reduce((s, x) => s + x, 0) / xs.length;
const median = (xs: readonly number[]) =>
  xs.toSorted((a, b) => a - b)[Math.floor(xs.length / 2)] ?? Number.NaN;

/** Pearson's, over the pairs that are known. */
function correlation(xs: readonly number[], ys: readonly number[]): number {
  const pairs = xs.map((x, n) => [x, ys[n] ?? Number.NaN] as const).filter(([x, y]) => !Number.isNaN(x + y));
  const [mx, my] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))];
  const over = (f: (dx: number, dy: number) => number) =>
    pairs.reduce((s, [x, y]) => s + f(x - mx, y - my), 0);
  return over((dx, dy) => dx * dy) / Math.sqrt(over((dx) => dx * dx) * over((_, dy) => dy * dy));
}

/** Falls of 3 points or more from the median of the hour around, counted in what the device reported of the nights. */
function countFalls(index: number): number {
  const week = weeks[index];
  if (!week) return 0;
  const { saturation } = takeReadings(week);
  let falls = 0;
  let below = false;
  for (let m = 0; m < saturation.length; m += 1) {
    const value = saturation[m] ?? Number.NaN;
    const around = Array.from(saturation.subarray(Math.max(0, m - 30), m + 30)).filter(
      (v) => !Number.isNaN(v),
    );
    const fallen = week.sleep.asleep[m] === 1 && value <= median(around) - 3;
    if (fallen && !below) falls += 1;
    below = fallen;
  }
  return falls;
}

describe('a simulated week', () => {
  it('shows the autonomic tone in the variability of the beats', () => {
    const shown = weeks.map(({ strips }) =>
      median(strips.filter(({ fibrillating }) => !fibrillating).map((one) => trueRmssd(one) ?? Number.NaN)),
    );
    const tone = states.map(({ autonomicTone }) => autonomicTone);
    expect(correlation(shown.map(Math.log), tone)).toBeLessThan(-0.75);
    const wanted = truths.map(({ rmssd }) => rmssd);
    expect(
      median(shown.map((value, n) => value / (wanted[n] ?? 1)).filter((v) => !Number.isNaN(v))),
    ).toBeCloseTo(1, 1);
  });

  it('holds each desaturation of the truth and no other', () => {
    const some = [0, 1, 2, 3, 4, 5, 6, 7];
    const known = some.map((index) => truths[index]?.desaturations.length ?? 0);
    const found = some.map(countFalls);
    for (const [n, count] of found.entries())
      expect(Math.abs(count - (known[n] ?? 0))).toBeLessThanOrEqual(3);
    expect(found.reduce((s, v) => s + v, 0)).toBeGreaterThan(300);
  });

  it('desaturates at the rate that follows from congestion, weight, ventricle and lung', () => {
    const observed = truths.map(
      ({ desaturations, hoursAsleepWorn }) => desaturations.length / hoursAsleepWorn,
    );
    expect(
      correlation(
        observed.map(Math.log),
        truths.map(({ desaturationRate }) => Math.log(desaturationRate)),
      ),
    ).toBeGreaterThan(0.9);
    expect(
      correlation(
        observed.map(Math.log),
        states.map(({ congestion }) => congestion),
      ),
    ).toBeGreaterThan(0.4);
    const depths = truths.flatMap(({ desaturations }) => desaturations.map(({ depth }) => depth));
    expect(Math.min(...depths)).toBe(4);
  });

  it('walks less when frail, and its pulse follows drive and sleep', () => {
    const steps = truths.map(({ stepsPerDay }) => Math.log(stepsPerDay));
    expect(
      correlation(
        steps,
        states.map(({ frailty }) => frailty),
      ),
    ).toBeLessThan(-0.6);
    expect(median(truths.map(({ stepsPerDay }) => stepsPerDay))).toBeGreaterThan(1500);
    expect(median(truths.map(({ stepsPerDay }) => stepsPerDay))).toBeLessThan(5000);
    const night = truths.map(({ nocturnalHeartRate }) => nocturnalHeartRate ?? Number.NaN);
    expect(
      correlation(
        night,
        states.map(({ autonomicTone }) => autonomicTone),
      ),
    ).toBeGreaterThan(0.4);
    expect(mean(weeks.map(({ heartRate }) => mean([...heartRate])))).toBeGreaterThan(mean(night) + 4);
  });

  it('falls asleep by another number of beats each night, and tells the drive only in part', () => {
    const falls = weeks.map(({ sleep, heartRate, steps }) =>
      sleep.nights.map(({ from, to }) => {
        const over = (begin: number, end: number, chosen: (m: number) => boolean) => {
          const some = Array.from({ length: end - begin }, (_, k) => begin + k).filter(
            (m) => m >= 0 && chosen(m),
          );
          return mean(some.map((m) => heartRate[m] ?? Number.NaN));
        };
        const evening = over(from - 240, from, (m) => steps[m] === 0 && steps[m - 1] === 0);
        return evening - over(from + 60, Math.min(to, heartRate.length), (m) => sleep.asleep[m] === 1);
      }),
    );
    const tone = states.map(({ autonomicTone }) => autonomicTone);
    const [week, night] = [falls.map(mean), falls.map((each) => each[3] ?? Number.NaN)];
    expect(correlation(week, tone)).toBeLessThan(-0.55);
    expect(correlation(week, tone)).toBeGreaterThan(-0.85);
    expect(correlation(night, tone)).toBeGreaterThan(correlation(week, tone) + 0.08);
    // Two nights of one person agree as two recordings of a dip do.
    const next = falls.map((each) => each[4] ?? Number.NaN);
    expect(correlation(night, next)).toBeGreaterThan(0.35);
    expect(correlation(night, next)).toBeLessThan(0.7);
  });

  it('fibrillates in those with the diagnosis and seldom in others', () => {
    const share = (ill: boolean) =>
      mean(
        weeks.flatMap(({ wearer }, n) =>
          wearer.atrialFibrillation === ill ? [truths[n]?.fibrillationShare ? 1 : 0] : [],
        ),
      );
    expect(share(true)).toBeGreaterThan(0.7);
    expect(share(false)).toBeLessThan(0.1);
  });

  it('takes two strips a day or more, at rest, on the wrist, as long as the battery lets it', () => {
    for (const { strips, worn, steps, week } of weeks) {
      expect(strips.length).toBeGreaterThanOrEqual(13);
      for (const { startMs } of strips) {
        const minute = Math.floor((startMs - week.startMs) / 60_000);
        expect([worn[minute], steps[minute]]).toEqual([1, 0]);
        expect(startMs % 60_000).toBeLessThanOrEqual((60 - STRIP_SECONDS) * 1000);
      }
    }
  });

  it('is off the wrist now and then, and reads nothing there', () => {
    for (const week of weeks.slice(0, 20)) {
      const readings = takeReadings(week);
      const off = week.worn.findIndex((on, m) => on === 0 && m > 300);
      expect(off).toBeGreaterThan(0);
      for (const channel of Object.values(readings)) expect(channel[off]).toBeNaN();
    }
    expect(mean(truths.map(({ wornShare }) => wornShare))).toBeGreaterThan(0.8);
    expect(mean(truths.map(({ wornShare }) => wornShare))).toBeLessThan(0.95);
  });
});
