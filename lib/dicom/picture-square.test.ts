import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeFrame } from './decode-frame.ts';
import { greyElements, makeFile } from './fixtures/make-file.ts';
import { openPicture } from './open-picture.ts';
import { headerOf } from './picture-header.ts';
import { fromSquare, squareOf, toSquare } from './picture-square.ts';
import { clipTensor } from './picture-tensor.ts';

const picture = fc.record({
  rows: fc.integer({ min: 1, max: 4000 }),
  columns: fc.integer({ min: 1, max: 4000 }),
  aspect: fc.double({ min: 0.3, max: 3, noNaN: true }),
});
const size = fc.integer({ min: 1, max: 512 });
const at = fc.double({ min: -10, max: 4000, noNaN: true });

it('leads from the picture to the square and back', () => {
  fc.assert(
    fc.property(picture, size, at, at, (header, side, x, y) => {
      const square = squareOf(header, side);
      const back = fromSquare(square, toSquare(square, { x, y }));
      expect(back.x).toBeCloseTo(x, 6);
      expect(back.y).toBeCloseTo(y, 6);
    }),
  );
});

it('holds the whole picture with its middle in the middle, as wide or as high as the square', () => {
  fc.assert(
    fc.property(picture, size, (header, side) => {
      const square = squareOf(header, side);
      const first = toSquare(square, { x: -0.5, y: -0.5 });
      const last = toSquare(square, { x: header.columns - 0.5, y: header.rows - 0.5 });
      expect(first.x + last.x).toBeCloseTo(side - 1, 6);
      expect(first.y + last.y).toBeCloseTo(side - 1, 6);
      expect(Math.max(last.x - first.x, last.y - first.y)).toBeCloseTo(side, 6);
      expect(Math.min(first.x, first.y)).toBeGreaterThanOrEqual(-0.5 - 1e-6);
    }),
  );
});

it('says where a bright pixel of a picture lies in its tensor', async () => {
  const [rows, columns, side] = [24, 40, 10];
  for (const [row, column] of [
    [0, 0],
    [13, 39],
    [23, 7],
  ] as const) {
    const pixels = new Uint8Array(rows * columns);
    pixels[row * columns + column] = 255;
    const opened = openPicture(makeFile(greyElements({ rows, columns, bits: 8, pixels })));
    if (!opened.ok) throw new Error(opened.refusal.message);
    const header = headerOf(opened.value);
    const { values } = await clipTensor(opened.value, header, 1, side, async (index) => {
      const frame = await decodeFrame(opened.value, index);
      if (!frame.ok) throw new Error(frame.refusal.message);
      return frame.value;
    });
    const brightest = values.indexOf(Math.max(...values));
    const { x, y } = toSquare(squareOf(header, side), { x: column, y: row });
    expect([brightest % side, Math.floor(brightest / side)]).toEqual([
      Math.floor(x + 0.5),
      Math.floor(y + 0.5),
    ]);
  }
});
