import type { Codes, DisplayFrame } from './display-frame.ts';
import type { Point } from './scale.ts';

type Size = { readonly rows: number; readonly columns: number };

/** Samples along a line: one for each pixel of its length. */
export const samplesAlong = (from: Point, to: Point): number =>
  Math.ceil(Math.hypot(to.x - from.x, to.y - from.y)) + 1;

/** Whether every sample of a line is a pixel of the picture. */
export const isInside = ({ rows, columns }: Size, points: readonly Point[]): boolean =>
  points.every(({ x, y }) => x > -0.5 && y > -0.5 && x < columns - 0.5 && y < rows - 0.5);

/**
 * The nearest pixels of one frame along a line, as a picture one pixel wide: one column of an M-mode. Nothing is
 * interpolated. The line must be inside the picture.
 */
export function columnAlong(frame: DisplayFrame, { columns }: Size, from: Point, to: Point): DisplayFrame {
  const count = samplesAlong(from, to);
  const at = Array.from({ length: count }, (_, k) => {
    const share = count > 1 ? k / (count - 1) : 0;
    const [x, y] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
    return Math.round(y) * columns + Math.round(x);
  });
  if (frame.kind === 'colour') {
    const rgb = Uint8Array.from(at.flatMap((i) => [0, 1, 2].map((s) => frame.rgb[3 * i + s] ?? 0)));
    return { kind: 'colour', rgb };
  }
  const codes = emptyLike(frame.codes, count);
  for (const [k, i] of at.entries()) codes[k] = frame.codes[i] ?? 0;
  return { ...frame, codes, exact: null };
}

/** Columns of equal height side by side, in order of time: `columns.length` wide, `rows` high; null when there is none. */
export function joinColumns(columns: readonly DisplayFrame[], rows: number): DisplayFrame | null {
  const [first] = columns;
  if (!first) return null;
  const all = interleaved(columns.map(valuesOf), rows, valuesOf(first), first.kind === 'colour' ? 3 : 1);
  if (first.kind === 'colour') return { kind: 'colour', rgb: Uint8Array.from(all) };
  const [min, max] = extentOf(all);
  return { ...first, codes: all, min, max };
}

function interleaved(columns: readonly Codes[], rows: number, like: Codes, samples: number): Codes {
  const all = emptyLike(like, rows * columns.length * samples);
  for (const [x, column] of columns.entries())
    for (let i = 0; i < rows * samples; i += 1) {
      const row = Math.floor(i / samples);
      all[(row * columns.length + x) * samples + (i % samples)] = column[i] ?? 0;
    }
  return all;
}

function extentOf(codes: Codes): readonly [min: number, max: number] {
  let [min = 0, max = 0] = [codes[0], codes[0]];
  for (const code of codes) {
    min = Math.min(min, code);
    max = Math.max(max, code);
  }
  return [min, max];
}

const valuesOf = (frame: DisplayFrame): Codes => (frame.kind === 'colour' ? frame.rgb : frame.codes);

function emptyLike(codes: Codes, length: number): Codes {
  if (codes instanceof Uint8Array) return new Uint8Array(length);
  if (codes instanceof Int8Array) return new Int8Array(length);
  return codes instanceof Uint16Array ? new Uint16Array(length) : new Int16Array(length);
}
