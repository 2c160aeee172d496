import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Member } from '#lib/similarity/profile.ts';
import { madeUpMembers } from './fixtures/made-up-members.ts';
import { COLOURINGS, groupMembers, NO_DIAGNOSIS } from './member-groups.ts';

const members = madeUpMembers(60);
const plain = { ranks: members.map((_, k) => k), clusters: null };

describe('groups of a cohort', () => {
  it('holds every patient once, in groups that a form or a colour tells apart', () => {
    for (const { value } of COLOURINGS) {
      const { groups, of } = groupMembers(members, value, plain);
      expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(members.length);
      groups.forEach(({ count }, place) => {
        expect(of.filter((group) => group === place)).toHaveLength(count);
      });
      const styles = groups.map(({ colour, shape }) => `${colour} ${shape}`);
      expect(new Set(styles).size).toBe(groups.length);
    }
  });

  it('names the commonest eight diagnoses, gathers the others, and says where none is recorded', () => {
    const named = (display: string | null): Member => ({
      ...(members[0] as Member),
      outcome: {
        followUp: null,
        diagnoses: display === null ? [] : [{ system: 's', code: display, display }],
      },
    });
    const rare = Array.from({ length: 10 }, (_, k) =>
      Array.from({ length: 12 - k }, () => named(`D${k}`)),
    ).flat();
    const { groups } = groupMembers([...rare, named(null)], 'diagnosis', plain);
    expect(groups.map(({ label, count }) => [label, count])).toEqual([
      ...Array.from({ length: 8 }, (_, k) => [`D${k}`, 12 - k]),
      ['Other diagnoses', 4 + 3],
      [NO_DIAGNOSIS, 1],
    ]);
  });

  it('tells the nearest ten from those after them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 60 }), (count) => {
        const some = members.slice(0, count);
        const { groups, of } = groupMembers(some, 'similarity', plain);
        expect(groups[0]).toMatchObject({ label: 'Nearest 10', count: 10 });
        expect(groups[of[0] ?? -1]?.label).toBe('Further away');
      }),
    );
  });
});
