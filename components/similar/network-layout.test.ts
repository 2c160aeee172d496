import { describe, expect, it } from 'vitest';
import { NetworkLayout, spiralPlaces } from './network-layout.ts';

/** Two groups of ten, each joined within itself alone. */
const twoGroups = () => {
  const pairs = Array.from({ length: 20 }, (_, a) =>
    Array.from({ length: 20 }, (_, b) => [a, b] as const).filter(([x, y]) => x < y && x % 2 === y % 2),
  ).flat();
  return {
    sources: Uint32Array.from(pairs, ([a]) => a),
    targets: Uint32Array.from(pairs, ([, b]) => b),
    weights: new Float32Array(pairs.length).fill(0.9),
  };
};
const ranks = Uint32Array.from({ length: 20 }, (_, k) => k);

const distance = (places: Float32Array, a: number, b: number): number =>
  Math.hypot(
    (places[2 * a] ?? 0) - (places[2 * b] ?? 0),
    (places[2 * a + 1] ?? 0) - (places[2 * b + 1] ?? 0),
  );

describe('the layout of a network', () => {
  it('starts with the patient in the middle and the others farther out the less alike they are', () => {
    const places = spiralPlaces(ranks);
    const radii = Array.from(ranks, (_, k) => Math.hypot(places[2 * k] ?? 0, places[2 * k + 1] ?? 0));
    expect(radii[0]).toBe(0);
    expect(radii.toSorted((a, b) => a - b)).toEqual(radii);
  });

  it('leaves the patient in the middle, draws groups together, and ends at finite places, the same every time', () => {
    const run = () => {
      const layout = new NetworkLayout(spiralPlaces(ranks), twoGroups(), 0);
      layout.step(300);
      return layout.places();
    };
    const places = run();
    expect([places[0], places[1]]).toEqual([0, 0]);
    expect(places.every(Number.isFinite)).toBe(true);
    expect(run()).toEqual(places);
    const within = distance(places, 2, 4);
    const between = distance(places, 2, 5);
    expect(between).toBeGreaterThan(2 * within);
  });
});
