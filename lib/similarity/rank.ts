import type { CohortTable } from './cohort-table.ts';
import { ABSENT, type Query, type Similarities, similaritiesTo } from './similarities.ts';
import type { Weights } from './weights.ts';

/** What a view says of two patients. */
export type ViewSimilarity = {
  /** 0 … 1, as shown. */
  readonly similarity: number;
  /** Its part of the fused similarity; the parts of all views sum to that. Negative: it speaks against. */
  readonly share: number;
};

/** Somebody like the patient. */
export type Neighbour = {
  /** Row in the table. */
  readonly member: number;
  readonly id: string;
  /** S of `fuse` as a share of what the same patient would have in every view: 1 is the same, 0 as alike as by chance. */
  readonly similarity: number;
  /** By view id; `null`: one of the two lacks it. */
  readonly views: Readonly<Record<string, ViewSimilarity | null>>;
};

/**
 * Fused similarity to each member: S = Σ w·(s − chance) ÷ (prior + Σ w) over the views that both have.
 *
 * @returns one number for each member; −∞ where they share no view that counts
 */
export function fuse({ ids, prior, views }: Similarities, weights: Weights): Float64Array {
  const sums = new Float64Array(ids.length);
  const totals = new Float64Array(ids.length);
  for (const view of views) addView(view, weights[view.id] ?? 0, sums, totals);
  for (const [row, total] of totals.entries())
    sums[row] = total > 0 ? (sums[row] ?? 0) / (prior + total) : Number.NEGATIVE_INFINITY;
  return sums;
}

/** Adds w·(s − chance) and w of each member who has the view. */
function addView(
  { chance, values }: Similarities['views'][number],
  weight: number,
  sums: Float64Array,
  totals: Float64Array,
): void {
  for (const [row, value] of values.entries()) {
    if (value === ABSENT) continue;
    sums[row] = (sums[row] ?? 0) + weight * (value - chance);
    totals[row] = (totals[row] ?? 0) + weight;
  }
}

/** S of two who are the same in every view; chance being all that there is, nothing is more alike than that. */
function wholeOf({ prior, views }: Similarities, weights: Weights): number {
  const total = views.reduce((sum, { id }) => sum + (weights[id] ?? 0), prior);
  const whole = views.reduce((sum, { id, chance }) => sum + (weights[id] ?? 0) * (1 - chance), 0) / total;
  return whole > 0 ? whole : 1;
}

function neighbourAt(similarities: Similarities, weights: Weights, row: number, fused: number): Neighbour {
  const { ids, prior, views } = similarities;
  const whole = wholeOf(similarities, weights);
  const shared = views.filter(({ values }) => values[row] !== ABSENT);
  const total = shared.reduce((sum, { id }) => sum + (weights[id] ?? 0), prior);
  return {
    member: row,
    id: ids[row] ?? '',
    similarity: fused / whole,
    views: Object.fromEntries(
      views.map(({ id, chance, values }) => {
        const value = values[row] ?? ABSENT;
        const share = ((weights[id] ?? 0) * (value - chance)) / total / whole;
        return [id, value === ABSENT ? null : { similarity: value, share }];
      }),
    ),
  };
}

/**
 * The nearest under some weights: by fused similarity, ties by id. Each person is there once, with the record that is most
 * alike. Whoever shares no view that counts is no neighbour.
 */
export function rankBy(similarities: Similarities, weights: Weights, count: number): readonly Neighbour[] {
  const { ids } = similarities;
  const fused = fuse(similarities, weights);
  const rows = [...fused.keys()].filter((row) => (fused[row] ?? 0) > Number.NEGATIVE_INFINITY);
  rows.sort((a, b) => (fused[b] ?? 0) - (fused[a] ?? 0) || a - b);
  const taken = new Set<string>();
  const nearest: Neighbour[] = [];
  for (const row of rows) {
    if (nearest.length >= count) break;
    const id = ids[row] ?? '';
    if (taken.has(id)) continue;
    taken.add(id);
    nearest.push(neighbourAt(similarities, weights, row, fused[row] ?? 0));
  }
  return nearest;
}

/** The nearest members of a cohort. With weights that change keep `similaritiesTo` and call `rankBy`. */
export const rank = (
  table: CohortTable,
  query: Query,
  weights: Weights,
  count: number,
): readonly Neighbour[] => rankBy(similaritiesTo(table, query), weights, count);
