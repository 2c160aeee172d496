import { describe, expect, it } from 'vitest';
import { madeUpMembers } from './fixtures/made-up-members.ts';
import { madeUpSpace } from './fixtures/made-up-space.ts';
import { neighbourCsv } from './neighbour-csv.ts';

describe('the list as a table for other programs', () => {
  it('has a line a neighbour, an empty cell for what is not there, and no formula', () => {
    const [first] = madeUpMembers(1);
    if (!first) throw new Error('no member');
    const diagnosis = { system: 's', code: '=1+1', display: 'Pneumonia, "viral"' };
    const members = [{ ...first, outcome: { followUp: null, diagnoses: [diagnosis] } }];
    const views = { chart: { similarity: 0.81234567, share: 0.4 }, radiograph: null };
    const csv = neighbourCsv(
      [{ member: 0, id: first.id, similarity: 0.4, views }],
      members,
      madeUpSpace.views,
    );
    expect(csv.split('\r\n')).toEqual([
      'rank,similarity,chart_similarity,chart_share,radiograph_similarity,radiograph_share,age_band,sex,diagnosis,diagnosis_code,follow_up_days,event',
      `1,0.4,0.812346,0.4,,,,female,"Pneumonia, ""viral""",'=1+1,,`,
      '',
    ]);
    expect(csv).not.toContain(first.id);
  });
});
