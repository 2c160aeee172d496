import type { Issue } from '#lib/clinical/issue.ts';
import type { SimilaritySpace } from './space.ts';

/** How much each view counts, by view id: finite, not negative, and together 1. */
export type Weights = Readonly<Record<string, number>>;

export type ReadWeights =
  | { readonly ok: true; readonly weights: Weights }
  | { readonly ok: false; readonly issue: Issue };

const refused = (message: string): ReadWeights => ({
  ok: false,
  issue: { code: 'structure', severity: 'error', message },
});

/** So that they sum to 1; the largest first becomes 1, lest a sum of huge ones overflow. */
function normalised(given: readonly (readonly [id: string, weight: number])[]): Weights {
  const largest = Math.max(...given.map(([, weight]) => weight));
  const parts = given.map(([id, weight]): [string, number] => [id, weight / largest]);
  const sum = parts.reduce((all, [, weight]) => all + weight, 0);
  return Object.fromEntries(parts.map(([id, weight]) => [id, weight / sum]));
}

function complaintOf(id: string, weight: unknown, views: readonly string[]): string | null {
  if (!views.includes(id)) return `There is no view "${id}" to weigh; there are ${views.join(', ')}.`;
  if (typeof weight !== 'number' || !Number.isFinite(weight))
    return `The weight of "${id}" is not a number, so nobody can be ranked by it.`;
  return weight < 0
    ? `The weight of "${id}" is below 0; a view that shall not count has the weight 0.`
    : null;
}

/**
 * Weights that a person set, of whatever sum. A view that is not named counts 0. What cannot be ranked by (all 0, negative,
 * not a number, of no view) is refused with a sentence.
 *
 * @param given weights by view id
 */
export function readWeights(given: unknown, { views }: Pick<SimilaritySpace, 'views'>): ReadWeights {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return refused('Weights are given as one number for each view.');
  const ids = views.map(({ id }) => id);
  const weighed: [string, number][] = ids.map((id) => [id, 0]);
  for (const [id, weight] of Object.entries(given)) {
    const complaint = complaintOf(id, weight, ids);
    if (complaint !== null) return refused(complaint);
    const entry = weighed[ids.indexOf(id)];
    if (entry) entry[1] = Number(weight);
  }
  if (weighed.every(([, weight]) => weight === 0))
    return refused('All weights are 0, so there is nothing to rank by: at least one view must count.');
  return { ok: true, weights: normalised(weighed) };
}

/** Each view counts the same. */
export const equalWeights = ({ views }: Pick<SimilaritySpace, 'views'>): Weights =>
  normalised(views.map(({ id }) => [id, 1]));

/** As learned on the training cohort. */
export const learnedWeights = ({ views }: Pick<SimilaritySpace, 'views'>): Weights =>
  normalised(views.map(({ id, weight }) => [id, weight]));
