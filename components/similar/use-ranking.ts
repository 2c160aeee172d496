import { useMemo } from 'react';
import type { CohortTable } from '#lib/similarity/cohort-table.ts';
import { type Neighbour, rankBy } from '#lib/similarity/rank.ts';
import { similaritiesTo } from '#lib/similarity/similarities.ts';
import type { Weights } from '#lib/similarity/weights.ts';
import { rankByFusion } from './rank-by-fusion.ts';

/**
 * All of a cohort by their similarity to one of them, none for `null`. Distances are measured once; weights alone rank anew.
 * `fused`: similarities of all pairs by network fusion, which then count instead of the weights.
 */
export function useRanking(
  table: CohortTable,
  asked: number | null,
  weights: Weights,
  fused: Float32Array | null,
): readonly Neighbour[] {
  const similarities = useMemo(() => (asked === null ? null : similaritiesTo(table, asked)), [table, asked]);
  return useMemo(() => {
    if (!similarities || asked === null) return [];
    if (fused) return rankByFusion(similarities, fused, asked);
    return rankBy(similarities, weights, table.members.length);
  }, [similarities, weights, table, fused, asked]);
}

/** 1-based ranks by row; 0 for who is not ranked, the patient among them. */
export function ranksOf(ranked: readonly Neighbour[], count: number): Uint32Array {
  const ranks = new Uint32Array(count);
  for (const [index, { member }] of ranked.entries()) ranks[member] = index + 1;
  return ranks;
}

/** Ranks to lay out from: the patient first, who shares nothing with her last. */
export function startRanks(ranked: readonly Neighbour[], count: number, asked: number | null): Uint32Array {
  const ranks = ranksOf(ranked, count);
  let last = ranked.length;
  for (const row of ranks.keys()) {
    if (row === asked || (ranks[row] ?? 0) > 0) continue;
    last += 1;
    ranks[row] = last;
  }
  return ranks;
}
