import { describe, expect, it } from 'vitest';
import { buildCohort } from '#lib/similarity/cohort-table.ts';
import { rank } from '#lib/similarity/rank.ts';
import { madeUpMembers } from './fixtures/made-up-members.ts';
import { madeUpSpace } from './fixtures/made-up-space.ts';
import { packCohort } from './fixtures/pack-cohort.ts';
import { openCohort } from './open-cohort.ts';
import { placeVisitor, VISITOR } from './place-visitor.ts';

const members = madeUpMembers(40);
const { table } = buildCohort(madeUpSpace, 'made up', members);
const page = { space: madeUpSpace, key: 'made up' };
const weights = { chart: 0.6, radiograph: 0.4 };

describe('a cohort that was sent to the page', () => {
  it('ranks as the server would, whatever the order of the rows', () => {
    const sent = packCohort(madeUpSpace, members, 5);
    const opened = openCohort(sent, page);
    const asked = opened.patient ?? -1;
    expect(opened.table.members[asked]?.id).toBe(members[5]?.id);
    const expected = rank(table, asked, weights, 40);
    const got = rank(opened.table, asked, weights, 40);
    expect(got.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    for (const [k, { similarity }] of got.entries())
      expect(similarity).toBeCloseTo(expected[k]?.similarity ?? Number.NaN, 5);
    expect(opened.table.members[0]?.views.chart?.values).toEqual(
      Object.fromEntries(
        Object.entries(table.members[0]?.views.chart?.values ?? {}).map(([id, value]) => [
          id,
          Math.fround(value),
        ]),
      ),
    );
  });

  it('is refused when another space made it', () => {
    expect(() => openCohort({ ...packCohort(madeUpSpace, members, null), space: 'other' }, page)).toThrow(
      TypeError,
    );
  });
});

describe('somebody from outside', () => {
  it('stands beside the cohort and is ranked like a member with the same numbers', () => {
    const [first] = members;
    if (!first) throw new Error('no member');
    const beside = placeVisitor(table, { space: first.space, views: first.views, gaps: [] });
    const row = beside.members.length - 1;
    expect(beside.members[row]).toMatchObject({ id: VISITOR, ageBand: null, sex: null });
    const [nearest] = rank(beside, row, weights, 5);
    expect(nearest).toMatchObject({ id: first.id, views: { chart: { similarity: 1 } } });
  });
});
