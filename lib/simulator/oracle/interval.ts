import { bootstrapInterval, type Interval, resampleOnce } from '#lib/evaluation/bootstrap.ts';
import { prepareConcordance } from '#lib/evaluation/concordance.ts';
import type { FollowUp } from '#lib/evaluation/follow-up.ts';
import { openStream } from '../stream.ts';

/** How often each of `patients` comes in each of `rounds` bootstrap samples; `seed` names the resampling. */
export function resample(patients: number, rounds: number, seed: number): readonly Uint16Array[] {
  return Array.from({ length: rounds }, (_, round) => {
    const stream = openStream(seed, round, 'bootstrap');
    return resampleOnce(patients, (count) => stream.integer(0, count - 1));
  });
}

/** Harrell's C of a score with its interval; scores measured on the same `samples` can be compared. */
export const concordanceInterval = (
  score: ArrayLike<number>,
  followUps: readonly FollowUp[],
  samples: readonly Uint16Array[],
): Interval => bootstrapInterval(prepareConcordance(score, followUps), followUps.length, samples);
