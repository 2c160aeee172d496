import { describe, expect, it } from 'vitest';
import { columnsOf, fusedNetwork, viewNetwork } from '#lib/similarity/cohort-network.ts';
import { buildCohort } from '#lib/similarity/cohort-table.ts';
import { rank } from '#lib/similarity/rank.ts';
import { madeUpMembers } from './fixtures/made-up-members.ts';
import { madeUpSpace } from './fixtures/made-up-space.ts';
import { joinNearest } from './join-nearest.ts';

const { table } = buildCohort(madeUpSpace, 'made up', madeUpMembers(40));
describe('the lines of a network', () => {
  it('join each patient with the nearest, once a pair, never with herself', () => {
    const weights = { chart: 0.5, radiograph: 0.5 };
    const columns = columnsOf(table);
    const networks = columns.views.map((view) => viewNetwork(view, columns.count));
    const fused = fusedNetwork(networks, columns, weights);
    const { sources, targets } = joinNearest(
      fused,
      { ids: table.members.map(({ id }) => id), middle: null },
      3,
    );
    const keys = Array.from(sources, (a, k) => [a, targets[k] ?? -1].toSorted((x, y) => x - y).join(' '));
    expect(new Set(keys).size).toBe(keys.length);
    for (const row of table.members.keys()) {
      for (const { member } of rank(table, row, weights, 3))
        expect(keys).toContain([row, member].toSorted((x, y) => x - y).join(' '));
    }
    expect(keys.some((key) => key.split(' ')[0] === key.split(' ')[1])).toBe(false);
  });
});
