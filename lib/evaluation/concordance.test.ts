import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareConcordance } from './concordance.ts';
import { cutAt } from './follow-up.ts';

type Row = [hazard: number, time: number, event: 0 | 1];

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
  prepareConcordance(
    rows.map(([hazard]) => hazard),
    rows.map(([, timeDays, event]) => ({ timeDays, event })),
  )();

const row = fc.tuple(
  fc.integer({ min: 0, max: 9 }),
  fc.integer({ min: 1, max: 12 }),
  fc.constantFrom(0 as const, 1 as const),
);

describe('concordance', () => {
  it('equals the count over all pairs, ties included', () => {
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
    const events = [1, 2, 3].map((timeDays) => ({ timeDays, event: 1 as const }));
    expect(prepareConcordance([3, 2, 1], events)()).toBe(1);
    expect(prepareConcordance([1, 2, 3], events)()).toBe(0);
    expect(prepareConcordance([1, 2, 3], cutAt(events, 0.5))()).toBeNaN();
  });

  it('counts a patient as often as its weight says', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(row, fc.integer({ min: 0, max: 3 })), { maxLength: 25 }), (weighted) => {
        const repeated = weighted.flatMap(([one, times]) => Array.from({ length: times }, () => one));
        const measure = prepareConcordance(
          weighted.map(([[hazard]]) => hazard),
          weighted.map(([[, timeDays, event]]) => ({ timeDays, event })),
        );
        const expected = ofRows(repeated);
        const found = measure(weighted.map(([, times]) => times));
        if (Number.isNaN(expected)) expect(found).toBeNaN();
        else expect(found).toBeCloseTo(expected, 12);
      }),
      { numRuns: 300 },
    );
  });

  it('censors what comes after the horizon', () => {
    expect(
      cutAt(
        [
          { timeDays: 30, event: 1 },
          { timeDays: 31, event: 1 },
        ],
        30,
      ),
    ).toEqual([
      { timeDays: 30, event: 1 },
      { timeDays: 30, event: 0 },
    ]);
  });
});
