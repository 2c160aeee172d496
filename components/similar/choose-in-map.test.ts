import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin, type Outline, placesInPixels, rectangleOf, rowsWithin } from './choose-in-map.ts';

const part = fc.integer({ min: 1, max: 99 });

describe('choosing in a map', () => {
  it('finds what lies in a rectangle, whichever corner came first', () => {
    fc.assert(
      fc.property(part, part, part, part, (x1, y1, x2, y2) => {
        const outline = rectangleOf([x1 + 0.5, y1 + 0.5], [x2 + 0.5, y2 + 0.5]);
        const between = (a: number, b: number) => Math.min(a, b) < 49.5 && Math.max(a, b) >= 49.5;
        expect(isWithin(outline, 50, 50)).toBe(between(x1, x2) && between(y1, y2));
      }),
    );
  });

  it('follows a lasso round a corner, and leaves out who has no place', () => {
    const lasso: Outline = [
      [0, 0],
      [10, 0],
      [10, 10],
      [6, 10],
      [6, 4],
      [0, 4],
    ];
    const places = Float32Array.of(2, 2, 8, 8, 2, 8, Number.NaN, Number.NaN);
    expect([...rowsWithin(lasso, places)]).toEqual([0, 1]);
  });

  it('draws a map within its side, the second axis upwards', () => {
    const point = fc.float({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(point, point), { minLength: 1, maxLength: 20 }), (points) => {
        const drawn = placesInPixels(Float32Array.from(points.flat()), 200);
        for (const value of drawn) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(200);
        }
      }),
    );
    const [, low, , high] = placesInPixels(Float32Array.of(0, 0, 1, 5), 100);
    expect(low).toBeGreaterThan(high ?? 0);
  });
});
