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

/** A statistic of weighted patients with its interval over `samples`. */
export function bootstrapInterval(
  statistic: (weight: ArrayLike<number>) => number,
  patients: number,
  samples: readonly Uint16Array[],
): Interval {
  const resampled = samples.map(statistic).sort((a, b) => a - b);
  const estimate = statistic(new Uint8Array(patients).fill(1));
  return { estimate, low: quantile(resampled, 0.025), high: quantile(resampled, 0.975) };
}

/** Harrell's C of a score with its interval; scores measured on the same `samples` can be compared. */
export const concordanceInterval = (
  score: ArrayLike<number>,
  followUps: readonly FollowUp[],
  samples: readonly Uint16Array[],
): Interval => bootstrapInterval(prepareConcordance(score, followUps), followUps.length, samples);
