import { describe, expect, it } from 'vitest';
import { drawGenotypes } from './genotypes.ts';
import { populations } from './populations.ts';
import { principalAxes } from './principal-axes.ts';
import { placeOnAxes, referencePanel } from './reference-panel.ts';

const mean = (xs: readonly number[]) => xs.reduce((sum, x) => sum + x, 0) / xs.length;
const { members, axisSites } = referencePanel();
const centres = populations.map((population) => {
  const places = members
    .filter((one) => one.population === population)
    .map(({ haplotypes }) => placeOnAxes(haplotypes));
  return [0, 1, 2].map((d) => mean(places.map((place) => place[d] ?? 0)));
});

/** Population whose centre is nearest. */
function nearest(place: readonly number[]): number {
  const distances = centres.map((centre) =>
    centre.reduce((sum, x, d) => sum + (x - (place[d] ?? 0)) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances));
}

const place = (index: number, proportions: readonly number[]) =>
  placeOnAxes(drawGenotypes(77, index, { polygenic: (index % 7) - 3, proportions }).haplotypes);

describe('axes of ancestry', () => {
  it('put people who are not on the panel with their own', () => {
    const right = populations.flatMap((_, p) =>
      Array.from({ length: 60 }, (_none, k) =>
        nearest(
          place(
            100 * p + k,
            populations.map((_name, other) => (other === p ? 1 : 0)),
          ),
        ) === p
          ? 1
          : 0,
      ),
    );
    expect(mean(right)).toBeGreaterThan(0.95);
  });

  it('put people of two origins in between', () => {
    const halves = Array.from({ length: 60 }, (_, k) => place(k, [0.5, 0.5, 0, 0])[0] ?? 0);
    const [eur = 0, afr = 0] = centres.map(([first]) => first);
    expect(Math.abs(mean(halves) - (eur + afr) / 2)).toBeLessThan(0.1 * Math.abs(afr - eur));
  });

  it('use common sites that differ', () => {
    expect(axisSites.length).toBeGreaterThan(200);
    for (const { mean: copies } of axisSites) expect(Math.abs(copies - 1)).toBeLessThanOrEqual(0.9);
  });
});

describe('principal axes', () => {
  it('are those of a known matrix', () => {
    // Rows spread 3 : 1 along two orthogonal directions of the plane, columns of mean 0.
    const rows = [
      [3, 1],
      [3, -1],
      [-3, 1],
      [-3, -1],
    ].map(([a = 0, b = 0]) => Float64Array.from([0.6 * a - 0.8 * b, 0.8 * a + 0.6 * b]));
    const { scores, loadings } = principalAxes(rows, 2);
    const sign = Math.sign(loadings[0]?.[0] ?? 1);
    expect([...(loadings[0] ?? [])].map((x) => x * sign)).toEqual([
      expect.closeTo(0.6, 9),
      expect.closeTo(0.8, 9),
    ]);
    expect([...(scores[0] ?? [])].map((x) => x * sign)).toEqual(
      [3, 3, -3, -3].map((x) => expect.closeTo(x, 9)),
    );
    expect([...(scores[1] ?? [])].map(Math.abs)).toEqual([1, 1, 1, 1].map((x) => expect.closeTo(x, 9)));
  });
});
