import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cellMixer, cellWeights, spreadCells } from './picture-cells.ts';

const grid = fc
  .integer({ min: 2, max: 9 })
  .chain((side) => fc.record({ side: fc.constant(side), size: fc.integer({ min: side, max: 40 }) }));

it('shares out every pixel among the cells, wholly', () => {
  fc.assert(
    fc.property(grid, ({ side, size }) => {
      const weights = cellWeights({ side, size });
      for (let pixel = 0; pixel < size; pixel += 1)
        expect(weights.reduce((sum, one) => sum + (one[pixel] ?? 0), 0)).toBeCloseTo(1, 5);
      expect(weights.every((one) => one.every((share) => share >= 0 && share <= 1))).toBe(true);
    }),
  );
});

it('lays the cells row by row, each most where it lies', () => {
  const one = spreadCells([0, 0, 0, 0, 0, 1, 0, 0, 0], { side: 3, size: 9 });
  expect(one.indexOf(Math.max(...one))).toBe(4 * 9 + 7);
});

it('gives the one picture, the other, or what lies between, in every frame', () => {
  const frames = 3;
  fc.assert(
    fc.property(
      grid,
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      ({ side, size }, grey) => {
        const shape = [frames, 1, size, size];
        const length = frames * size * size;
        const [picture, reference] = [1, 2].map(() => ({
          shape,
          data: Float32Array.from({ length }, () => grey.next().value ?? 0),
        }));
        if (!picture || !reference) throw new Error('no picture');
        const mix = cellMixer(picture, reference, side);
        const all = (share: number) => mix(new Array<number>(side * side).fill(share)).data;
        const [none, half, whole] = [all(0), all(0.5), all(1)];
        for (let i = 0; i < length; i += 1) {
          const [own, other] = [picture.data[i] ?? 0, reference.data[i] ?? 0];
          expect(whole[i]).toBeCloseTo(own, 5);
          expect(half[i]).toBeCloseTo((own + other) / 2, 5);
          expect(none[i]).toBe(other);
        }
      },
    ),
    { numRuns: 3 },
  );
});

it('mixes no pictures of different shapes', () => {
  const picture = { shape: [1, 4, 4], data: new Float32Array(16) };
  expect(() => cellMixer(picture, { shape: [1, 4, 5], data: new Float32Array(20) }, 2)).toThrow(TypeError);
});
