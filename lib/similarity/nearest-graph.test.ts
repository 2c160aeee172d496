import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distancesFrom, references } from './fixtures/read-references.ts';
import { nearestGraph, nearestOthers } from './nearest-graph.ts';

const { count, neighbours } = references;

describe('graph of nearest neighbours', () => {
  for (const kind of ['union', 'mutual'] as const)
    it(`has the edges of networkx: ${kind}`, () => {
      const edges = nearestGraph(nearestOthers(count, neighbours, distancesFrom), kind);
      expect(edges.map(({ from, to }) => [from, to])).toEqual(
        references[kind].map(([from, to]) => [from, to]),
      );
      for (const [k, { distance }] of edges.entries())
        expect(distance).toBeCloseTo(references[kind][k]?.[2] ?? Number.NaN, 9);
    });

  it('finds those that a full sort finds, ties by index, nobody out of reach', () => {
    const row = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(Number.POSITIVE_INFINITY)), {
      minLength: 6,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 1, max: 7 }),
        (rows, k) => {
          const found = nearestOthers(6, k, (i) => Float64Array.from(rows[i] ?? []));
          for (const [i, distances] of rows.entries()) {
            const sorted = [...distances.keys()]
              .filter((j) => j !== i && Number.isFinite(distances[j]))
              .sort((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0) || a - b)
              .slice(0, k);
            const padded = [...sorted, ...Array.from({ length: k - sorted.length }, () => -1)];
            expect([...found.indices.subarray(i * k, (i + 1) * k)]).toEqual(padded);
          }
        },
      ),
    );
  });

  it('has no edge in a cohort of one', () => {
    expect(
      nearestGraph(
        nearestOthers(1, 5, () => new Float64Array(1)),
        'union',
      ),
    ).toEqual([]);
  });
});
