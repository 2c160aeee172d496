// Similarities of all pairs of a cohort: for the worker alone, a thousand patients are half a million pairs a view.
import type { CohortTable, ViewTable } from '#lib/similarity/cohort-table.ts';
import { squaredDistance } from '#lib/similarity/distance.ts';
import { similarityAt } from '#lib/similarity/kernel.ts';
import { ABSENT } from '#lib/similarity/similarities.ts';
import type { Weights } from '#lib/similarity/weights.ts';

/** n × n by rows, symmetric; `ABSENT` where one of the two lacks the view. */
export type PairSimilarities = {
  readonly id: string;
  readonly chance: number;
  readonly values: Float32Array;
};

function pairsOf({ view, places, axes, has, scales }: ViewTable): PairSimilarities {
  const count = has.length;
  const values = new Float32Array(count * count).fill(ABSENT);
  for (let i = 0; i < count; i += 1) {
    if (has[i] !== 1) continue;
    values[i * count + i] = 1;
    for (let j = i + 1; j < count; j += 1) {
      if (has[j] !== 1) continue;
      const squared = squaredDistance(places, i, places, j, axes);
      const value = similarityAt(squared, scales[i] ?? 0, scales[j] ?? 0, view.bandwidth);
      values[i * count + j] = value;
      values[j * count + i] = value;
    }
  }
  return { id: view.id, chance: view.chance, values };
}

export const pairSimilarities = ({ views }: CohortTable): readonly PairSimilarities[] => views.map(pairsOf);

/**
 * Fused similarity of every pair, as `fuse` has it for one patient.
 *
 * @returns n × n by rows; −∞ where two share no view that counts
 */
export function fusePairs(
  views: readonly PairSimilarities[],
  prior: number,
  weights: Weights,
): Float32Array {
  const length = views[0]?.values.length ?? 0;
  const sums = new Float32Array(length);
  const totals = new Float32Array(length);
  for (const { id, chance, values } of views) {
    const weight = weights[id] ?? 0;
    if (weight === 0) continue;
    for (let at = 0; at < length; at += 1) {
      const value = values[at] ?? ABSENT;
      if (value === ABSENT) continue;
      sums[at] = (sums[at] ?? 0) + weight * (value - chance);
      totals[at] = (totals[at] ?? 0) + weight;
    }
  }
  for (let at = 0; at < length; at += 1) {
    const total = totals[at] ?? 0;
    sums[at] = total > 0 ? (sums[at] ?? 0) / (prior + total) : Number.NEGATIVE_INFINITY;
  }
  return sums;
}
