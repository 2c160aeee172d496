import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  atan,
  cos,
  exp,
  log,
  logistic,
  normalQuantile,
  power,
  quantise,
  sin,
  softplus,
} from './arithmetic.ts';

const relative = (got: number, wanted: number) => Math.abs(got - wanted) / Math.max(Math.abs(wanted), 1e-300);
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('arithmetic that every engine rounds alike', () => {
  it('agrees with the engine to 1e-12', () => {
    fc.assert(
      fc.property(between(-600, 600), (x) => {
        expect(relative(exp(x), Math.exp(x))).toBeLessThan(1e-12);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(between(1e-200, 1e200), (x) => {
        expect(Math.abs(log(x) - Math.log(x))).toBeLessThan(1e-12 * Math.max(1e-3, Math.abs(Math.log(x))));
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(between(1e-3, 1e3), between(-8, 8), (x, y) => {
        expect(relative(power(x, y), x ** y)).toBeLessThan(1e-12);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps relative precision of the logarithm near 1', () => {
    for (const x of [1 + 1e-9, 1 - 1e-9, 1.0001, 0.9999, 1.41, 1.42, 0.71, 0.705]) {
      expect(relative(log(x), x > 0.9 && x < 1.1 ? Math.log1p(x - 1) : Math.log(x))).toBeLessThan(1e-12);
    }
    expect(log(1)).toBe(0);
    expect(exp(0)).toBe(1);
    expect(log(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(log(-1)).toBeNaN();
  });

  it('turns and measures angles as the engine does', () => {
    fc.assert(
      fc.property(between(-500, 500), (x) => {
        expect(Math.abs(sin(x) - Math.sin(x))).toBeLessThan(1e-12);
        expect(Math.abs(cos(x) - Math.cos(x))).toBeLessThan(1e-12);
        expect(Math.abs(atan(x) - Math.atan(x))).toBeLessThan(1e-13);
      }),
      { numRuns: 2000 },
    );
  });

  // Reference values: R 4 qnorm(), 15 significant digits.
  it.each([
    [0.5, 0],
    [0.975, 1.95996398454005],
    [0.025, -1.95996398454005],
    [0.9, 1.2815515655446],
    [0.999, 3.09023230616781],
    [1e-10, -6.36134090240406],
    [1e-20, -9.26234008979841],
  ])('normal quantile of %d is %d', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 12);
  });

  it('has the symmetries of its functions', () => {
    fc.assert(
      fc.property(between(-30, 30), (x) => {
        expect(logistic(x) + logistic(-x)).toBeCloseTo(1, 12);
        expect(softplus(x) - softplus(-x)).toBeCloseTo(x, 12);
      }),
    );
  });

  it('rounds as a laboratory reports', () => {
    expect(quantise(4.149, 1)).toBe(4.1);
    expect(quantise(1.005, 0)).toBe(1);
    expect(Object.is(quantise(-0.01, 1), 0)).toBe(true);
  });
});
