import { describe, expect, it } from 'vitest';
import { openStream } from '../stream.ts';
import { openRidge } from './ridge.ts';

const draws = (purpose: string, rows: number) => {
  const stream = openStream(5, 0, purpose);
  return Float64Array.from({ length: rows }, () => stream.normal());
};

const correlation = (xs: Float64Array, ys: Float64Array) => {
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, k) => sum + x * (b[k] ?? 0), 0);
  return dot(xs, ys) / Math.sqrt(dot(xs, xs) * dot(ys, ys));
};

describe('cross-fitted ridge regression', () => {
  it('finds a linear law, whatever the units of the columns and however alike they are', () => {
    const [a, b] = [draws('a', 500), draws('b', 500)];
    const target = a.map((x, k) => 3 + 2 * x - (b[k] ?? 0));
    const predicted = openRidge([a.map((x) => 1e4 * x), b, b.map((x) => x + 7), a.map(() => 1)], target)();
    for (const [k, y] of target.entries()) expect(predicted[k]).toBeCloseTo(y, 2);
  });

  it('finds the share of a law that noise leaves', () => {
    const [truth, noise] = [draws('truth', 4000), draws('noise', 4000)];
    const seen = truth.map((x, k) => x + (noise[k] ?? 0));
    // One half of the variance of what is seen is truth: correlation √½.
    expect(correlation(openRidge([seen], truth)(), truth)).toBeCloseTo(Math.SQRT1_2, 1);
  });

  it('predicts from some columns as if there were no others', () => {
    const [a, b, target] = [draws('a', 200), draws('b', 200), draws('target', 200)];
    const both = openRidge(
      [a, b],
      target.map((x, k) => x + (a[k] ?? 0)),
    );
    const alone = openRidge(
      [b],
      target.map((x, k) => x + (a[k] ?? 0)),
    );
    expect(both([1])).toEqual(alone());
    expect(new Set(both([])).size).toBe(1);
  });

  it('puts no patient’s own target into the prediction', () => {
    const [a, target] = [draws('a', 100), draws('target', 100)];
    const changed = target.map((x, k) => (k === 42 ? x + 0.01 : x));
    // Only the mean, which is the same for all, hears of it.
    const difference = (openRidge([a], changed)()[42] ?? 0) - (openRidge([a], target)()[42] ?? 0);
    expect(difference).toBeCloseTo(0.01 / 100, 6);
  });

  it('sees nothing in noise, however many columns of it there are', () => {
    const columns = Array.from({ length: 60 }, (_, k) => draws(`column ${k}`, 300));
    const target = draws('target', 300);
    expect(Math.abs(correlation(openRidge(columns, target)(), target))).toBeLessThan(0.15);
  });
});
