// What became of the nearest: counted, with how sure one may be of it.
import { wilsonInterval } from '#lib/evaluation/coverage.ts';
import { type SurvivalStep, survivalSteps } from '#lib/evaluation/survival-interval.ts';
import type { FollowUp, Member } from '#lib/similarity/profile.ts';
import { diagnosisOf, NO_DIAGNOSIS } from './member-groups.ts';
import { isFollowed } from './member-text.ts';

/** Fewer tell more about persons than about a course. */
export const LEAST_FOR_CURVE = 10;

export type DiagnosisCount = {
  readonly diagnosis: string;
  readonly count: number;
  /** Share of those with a diagnosis, with its 95 % interval (Wilson). */
  readonly share: number;
  readonly low: number;
  readonly high: number;
};

export type DiagnosisCounts = {
  readonly rows: readonly DiagnosisCount[];
  /** Of how many a diagnosis is recorded. */
  readonly of: number;
};

/** Diagnoses by how many have them, the commonest first. */
export function countDiagnoses(members: readonly Pick<Member, 'outcome'>[]): DiagnosisCounts {
  const counts = new Map<string, number>();
  for (const member of members) {
    const diagnosis = diagnosisOf(member);
    if (diagnosis !== NO_DIAGNOSIS) counts.set(diagnosis, (counts.get(diagnosis) ?? 0) + 1);
  }
  const of = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const rows = [...counts]
    .map(([diagnosis, count]) => {
      const { estimate: share, low, high } = wilsonInterval(count, of);
      return { diagnosis, count, share, low, high };
    })
    .toSorted((a, b) => b.count - a.count || a.diagnosis.localeCompare(b.diagnosis, 'en'));
  return { rows, of };
}

export type OutcomeCurve = {
  readonly steps: readonly SurvivalStep[];
  readonly followed: number;
  readonly readmitted: number;
  /** Deaths end the watching; they are no readmission. */
  readonly died: number;
  /** The longest that anybody was watched, the horizon at most: beyond it nothing is known. */
  readonly watchedDays: number;
};

/** Days without readmission of those who were followed; `followed` alone where they are too few for a curve. */
export function readmissionCurve(
  members: readonly Pick<Member, 'outcome'>[],
  horizonDays: number,
): OutcomeCurve | { readonly followed: number; readonly steps: null } {
  const followUps = members.flatMap(({ outcome: { followUp } }) => (isFollowed(followUp) ? [followUp] : []));
  const followed = followUps.length;
  if (followed < LEAST_FOR_CURVE) return { followed, steps: null };
  const within = (event: NonNullable<FollowUp['event']>) =>
    followUps.filter((one) => one.event === event && one.days <= horizonDays).length;
  const steps = survivalSteps(
    followUps.map(({ days, event }) => {
      const isEvent = event === 'readmission' && days <= horizonDays;
      return { timeDays: Math.min(days, horizonDays), event: isEvent ? 1 : 0 };
    }),
  );
  const watchedDays = Math.min(horizonDays, Math.max(...followUps.map(({ days }) => days)));
  return { steps, followed, watchedDays, readmitted: within('readmission'), died: within('death') };
}
