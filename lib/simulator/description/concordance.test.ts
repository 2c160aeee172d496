import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concordance } from './concordance.ts';

type Row = [hazard: number, time: number, event: number];

/** Harrell's definition, pair by pair. */
function byPairs(rows: Row[]): number {
  const comparable = rows.flatMap(([hi, ti, ei]) =>
    rows
      .filter(([, tj, ej]) => ei === 1 && (ti < tj || (ti === tj && ej === 0)))
      .map(([hj]) => [hi, hj] as const),
  );
  const concordant = comparable.reduce((sum, [hi, hj]) => sum + (hi > hj ? 1 : Number(hi === hj) / 2), 0);
  return concordant / comparable.length;
}

const ofRows = (rows: Row[]) =>
  concordance(
    rows.map(([hazard]) => hazard),
    rows.map(([, time]) => time),
    rows.map(([, , event]) => event),
  );

describe('concordance', () => {
  it('equals the count over all pairs, ties included', () => {
    const row = fc.tuple(
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom(0, 1),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), (rows) => {
        const expected = byPairs(rows);
        fc.pre(!Number.isNaN(expected));
        expect(ofRows(rows)).toBeCloseTo(expected, 12);
      }),
      { numRuns: 500 },
    );
  });

  it('is 1 for a perfect order, 0 for its reverse and NaN without a comparable pair', () => {
    expect(concordance([3, 2, 1], [1, 2, 3], [1, 1, 1])).toBe(1);
    expect(concordance([1, 2, 3], [1, 2, 3], [1, 1, 1])).toBe(0);
    expect(concordance([1, 2], [1, 2], [0, 0])).toBeNaN();
  });
});
