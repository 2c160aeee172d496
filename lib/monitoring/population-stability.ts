import type { PooledFeature } from './pooled-feature.ts';

/** Added to each bin's count, so that an empty one has a logarithm. */
const HALF_A_VALUE = 0.5;

/**
 * Population stability index Σ (q − p) ln (q / p) of the shares of values in the bins, reference against current: the symmetric
 * Kullback–Leibler divergence (Jeffreys 1946; Yurdakul B, Naranjo J, J Risk Model Valid 2020;14(4)). Its customary limits 0.1
 * and 0.25 say nothing without the number of patients: it is read against its own permutations alone.
 *
 * @param current 1 for each patient of the current window, else 0
 */
export function stabilityIndex({ counts, bins, patients }: PooledFeature, current: Uint8Array): number {
  const reference = new Float64Array(bins).fill(HALF_A_VALUE);
  const now = new Float64Array(bins).fill(HALF_A_VALUE);
  for (let patient = 0; patient < patients; patient += 1) {
    const side = current[patient] === 1 ? now : reference;
    for (let bin = 0; bin < bins; bin += 1)
      side[bin] = (side[bin] ?? 0) + (counts[patient * bins + bin] ?? 0);
  }
  const [all, allNow] = [reference, now].map((side) => side.reduce((sum, count) => sum + count, 0));
  return reference.reduce((index, count, bin) => {
    const [p, q] = [count / (all ?? 1), (now[bin] ?? 0) / (allNow ?? 1)];
    return index + (q - p) * Math.log(q / p);
  }, 0);
}
