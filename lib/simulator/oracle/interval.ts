import { quantile } from '../description/distribution.ts';
import { openStream } from '../stream.ts';
import { type FollowUp, prepareConcordance } from './concordance.ts';

/** Estimate with its percentile interval (95 %) over resampled patients. */
export type Interval = { readonly estimate: number; readonly low: number; readonly high: number };

/** How often each of `patients` comes in each of `rounds` bootstrap samples; `seed` names the resampling. */
export function resample(patients: number, rounds: number, seed: number): readonly Uint16Array[] {
  return Array.from({ length: rounds }, (_, round) => {
    const stream = openStream(seed, round, 'bootstrap');
    const counts = new Uint16Array(patients);
    for (let drawn = 0; drawn < patients; drawn += 1) {
      const k = stream.integer(0, patients - 1);
      counts[k] = (counts[k] ?? 0) + 1;
    }
    return counts;
  });
}

/** Harrell's C of a score with its interval; scores measured on the same `samples` can be compared. */
export function concordanceInterval(
  score: ArrayLike<number>,
  followUps: readonly FollowUp[],
  samples: readonly Uint16Array[],
): Interval {
  const measure = prepareConcordance(score, followUps);
  const resampled = samples.map((counts) => measure(counts)).sort((a, b) => a - b);
  return { estimate: measure(), low: quantile(resampled, 0.025), high: quantile(resampled, 0.975) };
}
