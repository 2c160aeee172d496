import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitCosinor } from './activity/cosinor.ts';
import { heartRateRecovery, restingHeartRate } from './activity/heart-rate.ts';
import { detectRPeaks } from './ecg/detect-r-peaks.ts';
import { filterForReading } from './ecg/display-filter.ts';
import { doubtsAbout } from './ecg/lead-doubts.ts';
import { rhythmOf } from './ecg/rhythm.ts';
import { sampleEcg } from './fixtures/sample-ecg.ts';
import { intervalsInSeries, intervalsOfBeats } from './hrv/intervals.ts';
import { summariseHrv } from './hrv/summary.ts';
import { summariseSaturation } from './oximetry/summary.ts';

/** Every number in a result is finite, and everything that is missing says why. */
function expectHonest(result: unknown, path = 'result'): void {
  if (typeof result === 'number')
    return void expect(Number.isFinite(result), `${path} is ${result}`).toBe(true);
  if (typeof result !== 'object' || result === null) return;
  if ('missing' in result) expect(result, path).toMatchObject({ detail: expect.stringMatching(/\w.*\.$/) });
  if ('value' in result && 'missing' in result) throw new Error(`${path} is both known and missing`);
  for (const [key, value] of Object.entries(result)) expectHonest(value, `${path}.${key}`);
}

const RATE = 250;
const { samples: heart } = sampleEcg({
  rate: RATE,
  seconds: 40,
  seed: 8,
  rhythm: (_, random) => ({ kind: 'normal', next: 0.8 + 0.06 * random() }),
});
const span = fc
  .tuple(fc.nat(heart.length), fc.nat(heart.length))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

/** What a recorder, a converter or a lead that falls off makes of a heart. */
const damage = fc.oneof(
  fc.constant((lead: Float32Array) => lead),
  fc
    .tuple(span, fc.constantFrom(Number.NaN, 0, 5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3e38))
    .map(
      ([[from, to], value]) =>
        (lead: Float32Array) =>
          lead.fill(value, from, to),
    ),
  fc
    .float({ min: Math.fround(0.05), max: 1, noNaN: true })
    .map((top) => (lead: Float32Array) => lead.map((value) => Math.max(-top, Math.min(top, value)))),
  fc
    .constantFrom(1000, 1e-3, 1e-30, 1e30, 0, -1)
    .map((gain) => (lead: Float32Array) => lead.map((value) => gain * value)),
  fc.nat(3).map((length) => (lead: Float32Array) => lead.subarray(0, length)),
  fc.constant((lead: Float32Array) => lead.toReversed()),
);

describe('bad ECG leads', () => {
  it('give finite beats in order, a verdict for every second and measures with a reason', () => {
    fc.assert(
      fc.property(
        fc.array(damage, { maxLength: 3 }),
        fc.constantFrom(64, 125, 250, 1000, 250.7),
        (damages, rate) => {
          const lead = damages.reduce<Float32Array>((worse, harm) => harm(worse), Float32Array.from(heart));
          const peaks = detectRPeaks(lead, rate);
          expectHonest({ at: [...peaks.at], seconds: [...peaks.seconds], size: [...peaks.size] });
          expect(peaks.quality.length).toBe(Math.ceil(lead.length / rate));
          for (const [k, second] of peaks.seconds.entries())
            expect(second > (peaks.seconds[k - 1] ?? -1)).toBe(true);
          expectHonest(rhythmOf(peaks.seconds));
          expectHonest(summariseHrv(intervalsOfBeats(peaks.seconds)));
          expectHonest(doubtsAbout({ unit: 'mV' }, peaks));
          const filtered = filterForReading(lead, rate);
          expect(filtered.length).toBe(lead.length);
          for (const value of filtered) expect(Math.abs(value) === Number.POSITIVE_INFINITY).toBe(false);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('are named when the unit or the rate lies', () => {
    const doubted = (lead: Float32Array, rate: number) =>
      doubtsAbout({ unit: 'mV' }, detectRPeaks(lead, rate))
        .map(({ message }) => message)
        .join(' ');
    expect(doubted(heart, RATE)).toBe('');
    expect(
      doubted(
        heart.map((value) => 1000 * value),
        RATE,
      ),
    ).toMatch(/mV cannot be/);
    const long = sampleEcg({
      rate: 2 * RATE,
      seconds: 120,
      seed: 8,
      rhythm: (_, random) => ({ kind: 'normal', next: 0.8 + 0.06 * random() }),
    });
    expect(doubted(long.samples, 8 * RATE)).toMatch(/sampling rate is wrong/);
  });
});

const odd = fc.oneof(
  fc.double({ min: -1e4, max: 1e4, noNaN: true }),
  fc.constantFrom(Number.NaN, 0, 800, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300),
);
const usual = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true });
const series = (low: number, high: number, maxLength: number) =>
  fc.array(fc.oneof({ weight: 9, arbitrary: usual(low, high) }, odd), { maxLength });

describe('bad intervals, saturations and minutes', () => {
  it('give heart rate variability that is finite or has a reason', () => {
    fc.assert(
      fc.property(series(600, 900, 400), fc.boolean(), (values, backwards) => {
        const inSeries = intervalsInSeries(Float64Array.from(values));
        expectHonest(summariseHrv(backwards ? { ...inSeries, at: inSeries.at.toReversed() } : inSeries));
      }),
      { numRuns: 80 },
    );
    for (const value of [800, 300, 2000])
      expectHonest(summariseHrv(intervalsInSeries(new Float64Array(500).fill(value))));
  });

  it('give saturation indices that are finite or have a reason, at any step', () => {
    fc.assert(
      fc.property(series(85, 100, 1500), fc.constantFrom(0.5, 1, 4, 60, 600, 7200), (values, period) => {
        expectHonest(summariseSaturation(Float32Array.from(values), period));
      }),
      { numRuns: 80 },
    );
  });

  it('give resting rates, recovery and rhythm that are finite or have a reason', () => {
    fc.assert(
      fc.property(series(50, 120, 1500), series(0, 100, 1500), fc.nat(1439), (rates, steps, first) => {
        const [heartRate, walked] = [Float32Array.from(rates), Float32Array.from(steps)];
        expectHonest(restingHeartRate(heartRate, walked));
        expectHonest(heartRateRecovery(heartRate, walked));
        expectHonest(fitCosinor(heartRate, first));
      }),
      { numRuns: 60 },
    );
    expectHonest(fitCosinor(new Float32Array(3000).fill(70), 0));
  });
});
