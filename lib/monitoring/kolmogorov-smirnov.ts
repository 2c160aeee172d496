import { currentSize, type PooledFeature } from './pooled-feature.ts';

/**
 * Largest distance between the two windows' cumulative shares (Kolmogorov 1933, Smirnov 1948), 0 … 1; 0 where a window has no
 * value. Values of one patient are alike, so its tabulated distribution does not hold: it is read against its permutations.
 *
 * @param current 1 for each patient of the current window, else 0
 */
export function largestDistance(pooled: PooledFeature, current: Uint8Array): number {
  const { owners, ends } = pooled;
  const all = currentSize(pooled, current);
  if (all === 0 || all === owners.length) return 0;
  const [step, back] = [1 / all, 1 / (owners.length - all)];
  let [apart, largest] = [0, 0];
  for (let at = 0; at < owners.length; at += 1) {
    apart += current[owners[at] ?? 0] === 1 ? step : -back;
    if (ends[at] === 1) largest = Math.max(largest, Math.abs(apart));
  }
  return largest;
}
