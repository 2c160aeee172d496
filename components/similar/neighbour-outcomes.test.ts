import { describe, expect, it } from 'vitest';
import type { FollowUp, Member } from '#lib/similarity/profile.ts';
import { countDiagnoses, readmissionCurve } from './neighbour-outcomes.ts';

const withDiagnosis = (display: string | null): Pick<Member, 'outcome'> => ({
  outcome: { diagnoses: display === null ? [] : [{ system: 's', code: 'c', display }], followUp: null },
});
const followed = (followUp: FollowUp | null): Pick<Member, 'outcome'> => ({
  outcome: { diagnoses: [], followUp },
});

describe('diagnoses of the nearest', () => {
  it('are counted of those who have one, with the interval of the share', () => {
    const { rows, of } = countDiagnoses(['A', 'B', 'A', null, 'A'].map(withDiagnosis));
    expect(of).toBe(4);
    expect(rows.map(({ diagnosis, count }) => [diagnosis, count])).toEqual([
      ['A', 3],
      ['B', 1],
    ]);
    // Brown, Cai, DasGupta 2001: 3 of 4 by Wilson is 0.301 to 0.954.
    expect(rows[0]?.low).toBeCloseTo(0.301, 3);
    expect(rows[0]?.high).toBeCloseTo(0.954, 3);
  });

  it('of nobody are none', () => {
    expect(countDiagnoses([])).toEqual({ rows: [], of: 0 });
  });
});

describe('the curve of the nearest', () => {
  const many = (count: number, followUp: FollowUp) => Array.from({ length: count }, () => followed(followUp));

  it('is not drawn of nine, whoever else was not followed', () => {
    const members = [
      ...many(9, { days: 30, event: null }),
      followed(null),
      followed({ days: 0, event: null }),
    ];
    expect(readmissionCurve(members, 30)).toEqual({ followed: 9, steps: null });
  });

  it('ends where nobody was watched for longer', () => {
    const members = [...many(9, { days: 7, event: null }), ...many(1, { days: 3, event: 'readmission' })];
    expect(readmissionCurve(members, 30)).toMatchObject({ watchedDays: 7 });
  });

  it('ends the watching at a death and at the horizon, and counts no readmission beyond it', () => {
    const members = [
      ...many(8, { days: 60, event: 'readmission' }),
      ...many(1, { days: 10, event: 'readmission' }),
      ...many(1, { days: 5, event: 'death' }),
    ];
    const curve = readmissionCurve(members, 30);
    expect(curve).toMatchObject({ followed: 10, readmitted: 1, died: 1, watchedDays: 30 });
    expect(curve.steps?.at(-1)).toMatchObject({ timeDays: 30 });
    // Nine were still watched on day 10: 1 − 1/9.
    expect(curve.steps?.at(-1)?.survival).toBeCloseTo(8 / 9, 9);
  });
});
