import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peakOf, ringsAbove, surfaceOf } from './map-shape.ts';

const SIDE = 4;
const effects = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
  minLength: SIDE ** 2,
  maxLength: SIDE ** 2,
});
const level = fc.double({ min: -0.9, max: 0.9, noNaN: true });

type Ring = ReturnType<typeof ringsAbove>[number];
const nextTo = (ring: Ring, i: number) => ring[(i + 1) % ring.length] ?? { x: Number.NaN, y: Number.NaN };
/** Positive clockwise on a screen, whose y runs down. */
const areaOf = (ring: Ring): number =>
  ring.reduce((sum, { x, y }, i) => sum + (x * nextTo(ring, i).y - nextTo(ring, i).x * y) / 2, 0);

describe('lines round what is above a level', () => {
  it('are closed, and go step by step', () => {
    fc.assert(
      fc.property(effects, level, (cells, above) => {
        for (const ring of ringsAbove(surfaceOf(cells, SIDE, 16), above)) {
          expect(ring.length).toBeGreaterThanOrEqual(3);
          ring.forEach(({ x, y }, i) => {
            const next = nextTo(ring, i);
            expect(Math.hypot(next.x - x, next.y - y)).toBeLessThanOrEqual(Math.SQRT2 + 1e-6);
          });
        }
      }),
    );
  });

  it('hold as much as there is above it, less the holes', () => {
    fc.assert(
      fc.property(effects, level, (cells, above) => {
        const size = 24;
        const surface = surfaceOf(cells, SIDE, size);
        const inside = surface.values.filter((value) => value > above).length;
        const area = ringsAbove(surface, above).reduce((sum, ring) => sum + areaOf(ring), 0);
        const border = ringsAbove(surface, above).reduce((sum, ring) => sum + ring.length, 0);
        expect(Math.abs(area - inside)).toBeLessThanOrEqual(border);
      }),
    );
  });

  it('run where the surface has the level', () => {
    const cells = new Array<number>(SIDE ** 2).fill(0).with(5, 1);
    const surface = surfaceOf(cells, SIDE, 16);
    const [ring, ...more] = ringsAbove(surface, 0.5);
    expect(more).toEqual([]);
    const middle = peakOf({ effects: cells, side: SIDE }, 1, 16)?.spot;
    expect(middle).toEqual({ x: 5.5, y: 5.5 });
    for (const { x, y } of ring ?? []) {
      const weight = (at: number) => Math.max(0, 1 - Math.abs(at - 5.5) / 4);
      expect(weight(x) * weight(y)).toBeCloseTo(0.5, 1);
    }
    expect(areaOf(ring ?? [])).toBeGreaterThan(0);
  });

  it('are none where nothing is above it', () => {
    expect(ringsAbove(surfaceOf(new Array<number>(16).fill(0.2), 4, 8), 0.5)).toEqual([]);
  });
});

it('finds what raises most and what lowers most, or that nothing does', () => {
  const map = { side: 2, effects: [0, 3, -2, 1] };
  expect(peakOf(map, 1, 8)).toEqual({ spot: { x: 5.5, y: 1.5 }, effect: 3 });
  expect(peakOf(map, -1, 8)).toEqual({ spot: { x: 1.5, y: 5.5 }, effect: -2 });
  expect(peakOf({ side: 2, effects: [0, 1, 2, 3] }, -1, 8)).toBeNull();
});
