import { describe, expect, it } from 'vitest';
import { references } from './fixtures/read-references.ts';
import { principalAxes, principalCoordinates } from './principal-axes.ts';

const { count, places, axes } = references;
const [first = []] = places;
const expected = axes.flat();

describe('principal axes', () => {
  it('are those of scikit-learn', () => {
    const found = principalAxes(Float32Array.from(first.flat()), count, 4);
    for (const [at, value] of found.entries()) expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 5);
  });

  it('are found from similarities alone, but for the sign of an axis', () => {
    const similarities = Float64Array.from({ length: count * count }, (_, at) => {
      const [a = [], b = []] = [first[Math.floor(at / count)], first[at % count]];
      return a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
    });
    const found = principalCoordinates(similarities, count);
    for (const axis of [0, 1]) {
      const sign = Math.sign((found[axis] ?? 0) * (expected[axis] ?? 0));
      for (let at = axis; at < found.length; at += 2)
        expect(found[at]).toBeCloseTo(sign * (expected[at] ?? Number.NaN), 6);
    }
  });

  it('are flat where rows have one number, and where there is one patient', () => {
    const found = principalAxes(Float32Array.of(1, 2, 6), 3, 1);
    expect([...found].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([-2, 0, -1, 0, 3, 0]);
    expect([...principalAxes(Float32Array.of(4, 2), 1, 2)]).toEqual([0, 0]);
    expect([...principalCoordinates(Float64Array.of(1), 1)].map(Math.abs)).toEqual([0, 0]);
  });
});
