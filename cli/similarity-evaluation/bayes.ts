import type { Member } from '#lib/similarity/profile.ts';
import { agreementOf } from '#lib/similarity/retrieval.ts';
import { diagnosisNames } from '#lib/simulator/similarity/diagnoses.ts';
import type { Group } from '#lib/simulator/similarity/latent-densities.ts';
import { posterior } from '#lib/simulator/similarity/posterior.ts';
import type { Truth } from './judged-cohort.ts';

/** Which latents a view shows; a view that shows none tells nothing of the diagnosis. */
const GROUPS: Readonly<Record<string, readonly Group[]>> = {
  chart: ['demographics', 'laboratory'],
  radiograph: ['imaging'],
  genome: ['genomics'],
};

/**
 * How alike all patients are for whoever knows the true probability of each diagnosis from the views that they have.
 *
 * @param only one view alone; whoever lacks it is as alike to anybody as the prevalences say
 * @returns members × members by rows
 */
export function bayesScores(
  members: readonly Member[],
  truths: readonly Truth[],
  only?: string,
): Float64Array {
  const posteriors = Float64Array.from(
    members.flatMap(({ views }, k) => {
      const shown = Object.keys(views).filter((view) => only === undefined || view === only);
      const latents = truths[k]?.latents;
      if (!latents) throw new RangeError('There is a member without a truth');
      const known = posterior(
        latents,
        shown.flatMap((view) => GROUPS[view] ?? []),
      );
      return diagnosisNames.map((name) => known[name]);
    }),
  );
  const scores = new Float64Array(members.length ** 2);
  for (const k of members.keys())
    scores.set(agreementOf(posteriors, diagnosisNames.length, k), k * members.length);
  return scores;
}
