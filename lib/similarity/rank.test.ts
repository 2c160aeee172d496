import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCohort } from './cohort-table.ts';
import { KEY, memberAt, plainView, smallSpace } from './fixtures/small-space.ts';
import type { Member } from './profile.ts';
import { rank, rankBy } from './rank.ts';
import { similaritiesTo } from './similarities.ts';
import { equalWeights, readWeights } from './weights.ts';

const space = smallSpace();
const equal = equalWeights(space);
const tableOf = (members: readonly Member[], of = space) => buildCohort(of, KEY, members).table;
const idsOf = (members: readonly Member[], asked: string, weights = equal) => {
  const table = tableOf(members);
  const row = table.members.findIndex(({ id }) => id === asked);
  return rank(table, row, weights, 10).map(({ id }) => id);
};
const byHand = (given: Record<string, number>) => {
  const read = readWeights(given, space);
  if (!read.ok) throw new Error(read.issue.message);
  return read.weights;
};

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const views = fc.record({ chart: fc.tuple(number, number), genome: fc.tuple(number) }, { requiredKeys: [] });
const cohort = fc
  .uniqueArray(fc.record({ id: fc.string({ minLength: 1, maxLength: 4 }), views }), {
    selector: ({ id }) => id,
    minLength: 1,
    maxLength: 12,
  })
  .map((all) => all.map((one) => memberAt(one.id, one.views)));
const weight = fc.record({
  chart: fc.integer({ min: 1, max: 100 }),
  genome: fc.integer({ min: 1, max: 100 }),
});

describe('a ranking', () => {
  const four = [
    memberAt('a', { chart: [0, 0], genome: [0] }),
    memberAt('b', { chart: [0.1, 0], genome: [9] }),
    memberAt('c', { chart: [5, 5], genome: [0.1] }),
    memberAt('d', { chart: [2, 2] }),
  ];

  it('puts first whoever is nearest in the views that count', () => {
    expect(idsOf(four, 'a', byHand({ chart: 1 }))).toEqual(['b', 'd', 'c']);
    expect(idsOf(four, 'a', byHand({ genome: 1 }))).toEqual(['c', 'b']);
  });

  it('averages over what both have, so that a missing view counts neither way', () => {
    const table = tableOf(four);
    const d = rank(table, 0, equal, 10).find(({ id }) => id === 'd');
    expect(d?.views.genome).toBeNull();
    expect(d?.similarity).toBeCloseTo(d?.views.chart?.similarity ?? Number.NaN, 12);
  });

  it('draws pairs that share little towards chance where the space has a prior', () => {
    const table = tableOf(four, smallSpace({ prior: 1 }));
    const d = rank(table, 0, equal, 10).find(({ id }) => id === 'd');
    const same = 1 / (1 + 1);
    expect(d?.similarity).toBeCloseTo((0.5 * (d?.views.chart?.similarity ?? Number.NaN)) / 1.5 / same, 12);
  });

  it('gives 1 to somebody who is the same in every view, whatever the prior and the chance', () => {
    const views = [
      plainView('chart', ['age', 'crp.last'], { chance: 0.2 }),
      plainView('genome', ['polygenic.standardised'], { chance: 0.6 }),
    ];
    const twin = memberAt('t', { chart: [0, 0], genome: [0] });
    const table = tableOf([...four, twin], smallSpace({ prior: 2, views }));
    const [nearest] = rank(table, 0, equal, 1);
    expect(nearest?.id).toBe('t');
    expect(nearest?.similarity).toBeCloseTo(1, 12);
  });

  it('gives ties in the order of ids, whatever order the members came in', () => {
    const same = ['d', 'b', 'c'].map((id) => memberAt(id, { chart: [1, 1] }));
    const asked = memberAt('a', { chart: [0, 0] });
    expect(idsOf([...same, asked], 'a')).toEqual(['b', 'c', 'd']);
    expect(idsOf([asked, ...same.toReversed()], 'a')).toEqual(['b', 'c', 'd']);
  });

  it('never gives the patient, nor another record of the same person', () => {
    const again = memberAt('a', { chart: [0, 0.01], genome: [1] });
    expect(idsOf([...four, again], 'a')).not.toContain('a');
    const outside = { ...memberAt('a', { chart: [0, 0], genome: [0] }) };
    expect(rank(tableOf([...four, again]), outside, equal, 10).map(({ id }) => id)).not.toContain('a');
  });

  it('gives each person once, with the record that is most alike', () => {
    const far = memberAt('b', { chart: [9, 9], genome: [9] });
    const found = rank(tableOf([...four, far]), 0, byHand({ chart: 1 }), 10);
    expect(found.map(({ id }) => id)).toEqual(['b', 'd', 'c']);
  });

  it('counts the same record once', () => {
    const { table, issues } = buildCohort(space, KEY, [...four, ...four]);
    expect(table.members.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(issues.map(({ code }) => code)).toEqual(['duplicate-id']);
  });

  it('leaves out who was indexed with another space, and says to index again', () => {
    const stale = { ...memberAt('e', { chart: [0, 0] }), space: 'similarity/1/other' };
    const { table, issues } = buildCohort(space, KEY, [...four, stale]);
    expect(table.members).toHaveLength(4);
    expect(issues[0]?.message).toContain('index again');
    expect(() => rank(table, stale, equal, 3)).toThrow(/index again/);
  });

  it('finds nobody in a cohort of one', () => {
    expect(idsOf(four.slice(0, 1), 'a')).toEqual([]);
    const [neighbour] = rank(tableOf(four.slice(0, 1)), memberAt('z', { chart: [1, 0] }), equal, 3);
    expect(neighbour?.similarity).toBeGreaterThan(0);
  });

  it('lets a patient without any view find nobody, and be found by nobody', () => {
    expect(idsOf([...four, memberAt('e', {})], 'e')).toEqual([]);
    expect(idsOf([...four, memberAt('e', {})], 'a')).not.toContain('e');
  });

  it('measures cosine views by direction alone', () => {
    const cosine = smallSpace({ views: [plainView('chart', ['age', 'crp.last'], { distance: 'cosine' })] });
    const table = tableOf(
      [
        memberAt('a', { chart: [1, 0] }),
        memberAt('b', { chart: [70, 1] }),
        memberAt('c', { chart: [1, 0.1] }),
        memberAt('none', { chart: [0, 0] }),
      ],
      cosine,
    );
    expect(rank(table, 0, equalWeights(cosine), 10).map(({ id }) => id)).toEqual(['b', 'c']);
  });
});

describe('any ranking', () => {
  it('is symmetric, within 0 and 1, 1 at the same place, and never NaN', () => {
    fc.assert(
      fc.property(cohort, weight, (members, given) => {
        const table = tableOf(members);
        const found = table.members.map((_, row) => rank(table, row, byHand(given), members.length));
        for (const [row, neighbours] of found.entries())
          for (const { member, similarity } of neighbours) {
            const back = found[member]?.find((one) => one.member === row);
            expect(back?.similarity).toBeCloseTo(similarity, 12);
            expect(similarity).toBeGreaterThanOrEqual(0);
            expect(similarity).toBeLessThanOrEqual(1);
          }
      }),
    );
  });

  it('has 1 for a patient from outside who lies where a member lies', () => {
    fc.assert(
      fc.property(cohort, (members) => {
        const table = tableOf(members);
        const at = table.members[0];
        if (!at || Object.keys(at.views).length === 0) return;
        const { id: _id, ...profile } = at;
        expect(
          rank(table, profile, equal, members.length).find(({ member }) => member === 0)?.similarity,
        ).toBe(1);
      }),
    );
  });

  it('does not change when all weights are scaled', () => {
    fc.assert(
      fc.property(cohort, weight, fc.integer({ min: -8, max: 8 }), (members, given, power) => {
        const similarities = similaritiesTo(tableOf(members), 0);
        const scaled = { chart: given.chart * 2 ** power, genome: given.genome * 2 ** power };
        expect(rankBy(similarities, byHand(scaled), 20)).toEqual(rankBy(similarities, byHand(given), 20));
      }),
    );
  });

  it('has shares that sum to the fused similarity', () => {
    const of = smallSpace({
      prior: 0.3,
      views: [
        plainView('chart', ['age', 'crp.last'], { chance: 0.2 }),
        plainView('genome', ['polygenic.standardised'], { chance: 0.6 }),
      ],
    });
    fc.assert(
      fc.property(cohort, weight, (members, given) => {
        for (const { similarity, views: parts } of rank(tableOf(members, of), 0, byHand(given), 20)) {
          const sum = Object.values(parts).reduce((all, part) => all + (part?.share ?? 0), 0);
          expect(sum).toBeCloseTo(similarity, 12);
        }
      }),
    );
  });

  it('loses nobody who still shares a view when another view is dropped', () => {
    fc.assert(
      fc.property(cohort, (members) => {
        const dropped = members.map((one) => {
          const { genome: _genome, ...rest } = one.views;
          return { ...one, views: rest };
        });
        const table = tableOf(members);
        const asked = table.members[0]?.id ?? '';
        const chart = new Set(members.filter((one) => one.views.chart).map(({ id }) => id));
        const found = idsOf(dropped, asked);
        expect(found.every((id) => chart.has(id))).toBe(true);
        expect(found.length).toBe(chart.has(asked) ? Math.min(10, chart.size - 1) : 0);
      }),
    );
  });
});
