import fc from 'fast-check';
import { expect, it } from 'vitest';
import { squareOf, toSquare } from '#lib/dicom/picture-square.ts';
import type { Point } from '#lib/dicom/scale.ts';
import { squareToScreen, squareTransform } from './map-placement.ts';

const SIZE = 96;
const view = fc.record({
  zoom: fc.double({ min: 0.05, max: 20, noNaN: true }),
  turn: fc.constantFrom(0, 90, 180, 270),
  mirror: fc.constantFrom(1, -1),
  aspect: fc.double({ min: 0.5, max: 2, noNaN: true }),
  left: fc.double({ min: -500, max: 500, noNaN: true }),
  top: fc.double({ min: -500, max: 500, noNaN: true }),
});
type View = typeof view extends fc.Arbitrary<infer One> ? One : never;

/** As a viewer shows a picture: rows as high as they are, mirrored, turned, zoomed and moved. */
const shownBy =
  ({ zoom, turn, mirror, aspect, left, top }: View) =>
  ({ x, y }: Point): Point => {
    const angle = (turn * Math.PI) / 180;
    const [across, down] = [mirror * zoom * (x + 0.5), zoom * aspect * (y + 0.5)];
    return {
      x: left + across * Math.cos(angle) - down * Math.sin(angle),
      y: top + across * Math.sin(angle) + down * Math.cos(angle),
    };
  };

it('lays each pixel of the picture’s square over its own place, however the picture is shown', () => {
  fc.assert(
    fc.property(
      view,
      fc.integer({ min: 10, max: 3000 }),
      fc.integer({ min: 10, max: 3000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (how, rows, columns, across, down) => {
        const square = squareOf({ rows, columns, aspect: how.aspect }, SIZE);
        const toScreen = shownBy(how);
        const inPicture = { x: across * columns - 0.5, y: down * rows - 0.5 };
        const spot = toSquare(square, inPicture);
        const expected = toScreen(inPicture);
        const placed = squareToScreen(square, toScreen)(spot);
        expect(placed.x).toBeCloseTo(expected.x, 4);
        expect(placed.y).toBeCloseTo(expected.y, 4);

        const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = (
          squareTransform(square, toScreen).match(/-?[\d.]+(?:e-?\d+)?/g) ?? []
        ).map(Number);
        const [u, v] = [spot.x + 0.5, spot.y + 0.5];
        const near = 1e-5 * SIZE + 1e-4;
        expect(Math.abs(a * u + c * v + e - expected.x)).toBeLessThan(near);
        expect(Math.abs(b * u + d * v + f - expected.y)).toBeLessThan(near);
      },
    ),
  );
});
