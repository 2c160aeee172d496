import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCohort } from '#lib/similarity/cohort-table.ts';
import { fuse, rank } from '#lib/similarity/rank.ts';
import { similaritiesTo } from '#lib/similarity/similarities.ts';
import { madeUpMembers } from './fixtures/made-up-members.ts';
import { madeUpSpace } from './fixtures/made-up-space.ts';
import { joinNearest } from './join-nearest.ts';
import { fusePairs, pairSimilarities } from './pair-similarities.ts';

const { table } = buildCohort(madeUpSpace, 'made up', madeUpMembers(40));
const pairs = pairSimilarities(table);

describe('similarities of all pairs', () => {
  it('are those that ranking has for one patient after the other, whatever the weights', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 39 }), fc.double({ min: 0.01, max: 0.99 }), (row, chart) => {
        const weights = { chart, radiograph: 1 - chart };
        const all = fusePairs(pairs, table.space.prior, weights);
        const one = fuse(similaritiesTo(table, row), weights);
        for (const [other, value] of one.entries())
          if (other !== row) expect(all[row * 40 + other]).toBeCloseTo(value, 4);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the lines of a network', () => {
  it('join each patient with the nearest, once a pair, never with herself', () => {
    const weights = { chart: 0.5, radiograph: 0.5 };
    const fused = fusePairs(pairs, 0, weights);
    const { sources, targets } = joinNearest(fused, table.members.map(({ id }) => id), 3);
    const keys = Array.from(sources, (a, k) => [a, targets[k] ?? -1].toSorted((x, y) => x - y).join(' '));
    expect(new Set(keys).size).toBe(keys.length);
    for (const row of table.members.keys()) {
      for (const { member } of rank(table, row, weights, 3))
        expect(keys).toContain([row, member].toSorted((x, y) => x - y).join(' '));
    }
    expect(keys.some((key) => key.split(' ')[0] === key.split(' ')[1])).toBe(false);
  });
});
