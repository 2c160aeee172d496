import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { fromLogOdds, inTheLargeP, logOdds, type Prediction, slopeP } from './calibration-process.ts';
import { recalibrate } from './recalibration.ts';

const LEVEL = 0.05;

/** Patients whose outcome happens with odds moved and stretched against what was told, from the `from`-th on. */
function drawn(seed: number, patients: number, shift: number, stretch: number, from = 0): Prediction[] {
  const generator = xoroshiro128plus(seed);
  return Array.from({ length: patients }, (_, at) => {
    const odds = -2 + 3 * (uniformFloat64(generator) - 0.5);
    const real = at < from ? odds : -2 + shift + stretch * (odds + 2);
    return {
      probability: fromLogOdds(odds),
      outcome: uniformFloat64(generator) < fromLogOdds(real) ? 1 : 0,
    };
  });
}

const prediction = fc.record({
  probability: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  outcome: fc.constantFrom(0 as const, 1 as const),
});

describe('calibration', () => {
  it.each([
    ['in the large', inTheLargeP],
    ['by its slope', slopeP],
  ])('%s is told from patients before alone', (_, process) => {
    const list = fc.array(prediction, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(list, list, (before, after) => {
        expect(process([...before, ...after]).slice(0, before.length)).toEqual(process(before));
      }),
    );
  });

  it.each([
    ['in the large', inTheLargeP],
    ['by its slope', slopeP],
  ])('%s is doubted in few sequences that are right, however long one looks', (_, process) => {
    const found = Array.from(
      { length: 200 },
      (_, seed) => process(drawn(seed, 500, 0, 1)).at(-1) ?? 1,
    ).filter((p) => p <= LEVEL);
    // 99.9 % of 200 sequences with a true rate of 5 % have at most 20.
    expect(found.length).toBeLessThanOrEqual(20);
  });

  it('is doubted where risks are too low, and where they became so late', () => {
    expect(inTheLargeP(drawn(1, 1500, 0.8, 1)).at(-1)).toBeLessThan(LEVEL);
    expect(inTheLargeP(drawn(2, 2500, 1, 1, 1500))[1499]).toBeGreaterThan(LEVEL);
    expect(inTheLargeP(drawn(2, 2500, 1, 1, 1500)).at(-1)).toBeLessThan(LEVEL);
  });

  it('is doubted where risks are too extreme', () => {
    expect(slopeP(drawn(3, 3000, 0, 0.2)).at(-1)).toBeLessThan(LEVEL);
  });

  it('is a slope of 2 and an intercept of 0 where the odds are stretched about even odds', () => {
    const generator = xoroshiro128plus(5);
    const predictions = drawn(4, 20_000, 0, 1).map(({ probability }): Prediction => {
      const odds = logOdds(probability) + 2;
      return {
        probability: fromLogOdds(odds),
        outcome: uniformFloat64(generator) < fromLogOdds(2 * odds) ? 1 : 0,
      };
    });
    const { slope, inTheLarge } = recalibrate(predictions) ?? expect.fail('no fit');
    expect(slope.low).toBeLessThan(2);
    expect(slope.high).toBeGreaterThan(2);
    expect(Math.abs(inTheLarge.estimate)).toBeLessThan(0.1);
  });

  it('is open where there is one outcome alone', () => {
    expect(recalibrate([{ probability: 0.2, outcome: 0 }])).toBeNull();
  });
});
