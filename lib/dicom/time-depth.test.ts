import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DisplayFrame } from './display-frame.ts';
import { columnAlong, isInside, joinColumns, samplesAlong } from './time-depth.ts';

const SIZE = { rows: 5, columns: 4 };
/** Each pixel holds its own index, plus `more`. */
const grey = (more: number): DisplayFrame => ({
  kind: 'grey',
  codes: Int16Array.from({ length: 20 }, (_, i) => i + more),
  ...{ step: 1, start: 0, min: more, max: 19 + more, blank: null, exact: null },
});
const codesOf = (frame: DisplayFrame | null) => (frame?.kind === 'grey' ? [...frame.codes] : []);

describe('a time-depth picture', () => {
  it('takes the pixels under the line, from its first point on', () => {
    expect(codesOf(columnAlong(grey(0), SIZE, { x: 1, y: 0 }, { x: 1, y: 4 }))).toEqual([1, 5, 9, 13, 17]);
    expect(codesOf(columnAlong(grey(0), SIZE, { x: 3, y: 2 }, { x: 0, y: 2 }))).toEqual([11, 10, 9, 8]);
  });

  it('has a column for each frame', () => {
    const [from, to] = [
      { x: 2, y: 1 },
      { x: 2, y: 3 },
    ];
    const columns = [0, -100].map((more) => columnAlong(grey(more), SIZE, from, to));
    const whole = joinColumns(columns, 3);
    expect(codesOf(whole)).toEqual([6, -94, 10, -90, 14, -86]);
    expect(whole).toMatchObject({ min: -94, max: 14 });
  });

  it('keeps colours', () => {
    const rgb = Uint8Array.from({ length: 60 }, (_, i) => i);
    const column = columnAlong({ kind: 'colour', rgb }, SIZE, { x: 0, y: 0 }, { x: 0, y: 1 });
    expect(joinColumns([column, column], 2)).toEqual({
      kind: 'colour',
      rgb: Uint8Array.of(0, 1, 2, 0, 1, 2, 12, 13, 14, 12, 13, 14),
    });
  });

  it('is nothing without a frame', () => expect(joinColumns([], 3)).toBeNull());

  it('reads pixels of the picture alone, whatever the line inside it', () => {
    const place = fc.record({
      x: fc.double({ min: -0.5, max: 3.5, noNaN: true }),
      y: fc.double({ min: -0.5, max: 4.5, noNaN: true }),
    });
    fc.assert(
      fc.property(place, place, (from, to) => {
        if (!isInside(SIZE, [from, to])) return;
        const codes = codesOf(columnAlong(grey(1), SIZE, from, to));
        expect(codes).toHaveLength(samplesAlong(from, to));
        expect(codes.every((code) => code >= 1 && code <= 20)).toBe(true);
      }),
    );
    expect(isInside(SIZE, [{ x: 3.5, y: 0 }])).toBe(false);
  });
});
