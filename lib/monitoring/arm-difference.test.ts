import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { type ArmOutcome, armDifference, contributions } from './arm-difference.ts';
import { looksOf, mixtureP } from './normal-mixture.ts';
import { sampleRatioP } from './sample-ratio.ts';

const LEVEL = 0.05;

function drawn(seed: number, patients: number, rates: readonly [number, number], share = 0.5): ArmOutcome[] {
  const generator = xoroshiro128plus(seed);
  return Array.from({ length: patients }, () => {
    const arm = uniformFloat64(generator) < share ? 1 : 0;
    return { arm, value: uniformFloat64(generator) < rates[arm] ? 1 : 0 };
  });
}

const outcome = fc.record({
  arm: fc.constantFrom(0 as const, 1 as const),
  value: fc.double({ min: 0, max: 1, noNaN: true }),
});
const outcomes = fc.array(outcome, { minLength: 1, maxLength: 60 });
const share = fc.constantFrom(0.1, 0.5, 0.8);

describe('the difference of two arms', () => {
  it('is told from patients before alone: what comes later changes nothing of it', () => {
    fc.assert(
      fc.property(outcomes, outcomes, share, (before, after, chance) => {
        const counts = before.map((_, at) => at + 1);
        const alone = armDifference(before, chance, counts, LEVEL);
        expect(armDifference([...before, ...after], chance, counts, LEVEL)).toEqual(alone);
        const looks = looksOf(before);
        expect(looksOf([...before, ...after]).slice(0, before.length)).toEqual(looks);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps each contribution within one over the smaller share', () => {
    fc.assert(
      fc.property(outcomes, share, (all, chance) => {
        const reach = 1 / Math.min(chance, 1 - chance) + 1e-9;
        for (const value of contributions(all, chance)) expect(Math.abs(value)).toBeLessThanOrEqual(reach);
      }),
    );
  });

  it('turns round with the arms', () => {
    const all = drawn(3, 400, [0.2, 0.4]);
    const turned = all.map(({ arm, value }): ArmOutcome => ({ arm: arm === 1 ? 0 : 1, value }));
    const [one] = armDifference(all, 0.5, [400], LEVEL);
    const [other] = armDifference(turned, 0.5, [400], LEVEL);
    expect(other?.low).toBeCloseTo(-(one?.high ?? 0), 6);
    expect(other?.high).toBeCloseTo(-(one?.low ?? 0), 6);
    expect(other?.p).toBeCloseTo(one?.p ?? 0, 9);
  });

  it('finds what was planted, and holds it between its bounds at every look', () => {
    const all = drawn(4, 2000, [0.15, 0.35], 0.3);
    const looks = armDifference(all, 0.3, [100, 500, 1000, 2000], LEVEL);
    for (const { low, high } of looks) {
      expect(low).toBeLessThanOrEqual(0.2);
      expect(high).toBeGreaterThanOrEqual(0.2);
    }
    expect(looks.at(-1)?.low).toBeGreaterThan(0);
    expect(looks.at(-1)?.p).toBeLessThan(LEVEL);
    expect(looks.at(-1)?.estimate).toBeCloseTo(0.2, 1);
  });

  it('errs in few trials without a difference, however often one looks', () => {
    const trials = Array.from({ length: 200 }, (_, seed) => drawn(seed + 10, 400, [0.1, 0.1]));
    const found = trials.filter((all) => (armDifference(all, 0.5, [400], LEVEL)[0]?.p ?? 1) <= LEVEL);
    // 99.9 % of trials with a true rate of 5 % have at most 20 of 200.
    expect(found.length).toBeLessThanOrEqual(20);
  });

  it('rules zero out of the bounds when the p value has fallen to the level, and not before', () => {
    for (const all of [drawn(5, 300, [0.2, 0.5]), drawn(6, 300, [0.3, 0.3])])
      for (const { low, high, p } of armDifference(
        all,
        0.5,
        all.map((_, at) => at + 1),
        LEVEL,
      ))
        expect(low > 1e-7 || high < -1e-7).toBe(p < LEVEL);
  });
});

describe('a mixture', () => {
  it('never takes evidence back', () => {
    fc.assert(
      fc.property(outcomes, (all) => {
        const p = mixtureP(looksOf(all), 0.1);
        for (const [at, value] of p.entries()) expect(value).toBeLessThanOrEqual(p[at - 1] ?? 1);
      }),
    );
  });
});

describe('the shares of the arms', () => {
  it('are believed when patients fall as planned, and not when they do not', () => {
    expect(sampleRatioP([0, 0], [0.5, 0.5])).toBe(1);
    expect(sampleRatioP([498, 502], [0.5, 0.5])).toBe(1);
    expect(sampleRatioP([400, 600], [0.5, 0.5])).toBeLessThan(1e-6);
  });
});
