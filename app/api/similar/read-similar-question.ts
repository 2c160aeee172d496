import type { LoadedSpace } from '#lib/similarity/load-space.ts';
import type { Profile } from '#lib/similarity/profile.ts';
import { nothingToCompare, staleProfile } from '#lib/similarity/refuse-profile.ts';
import { type SimilarQuestion, similarQuestion } from '#lib/similarity/similar-schema.ts';
import { equalWeights, learnedWeights, readWeights, type Weights } from '#lib/similarity/weights.ts';
import { isProblem, type Problem, problem } from '../risk/problem.ts';
import { readBody } from '../risk/read-body.ts';
import { pointerTo } from '../risk/read-question.ts';

/** What a request asks, or the problem that names each field that is wrong. */
export async function readSimilarQuestion(request: Request): Promise<SimilarQuestion | Problem> {
  const body = await readBody(request);
  if (isProblem(body)) return body;
  const isQuestion = body.type === 'application/json';
  const parsed = similarQuestion.safeParse(isQuestion ? body.value : { bundle: body.value });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({
    pointer: pointerTo(isQuestion ? path : path.slice(1)),
    detail: message,
  }));
  return problem(400, 'The question is not one that can be asked here.', errors);
}

/** The weights that are asked for, or the problem with them. */
export function weightsOf(
  { weights = 'learned' }: SimilarQuestion,
  { space }: LoadedSpace,
): { readonly weights: Weights } | Problem {
  if (weights === 'learned') return { weights: learnedWeights(space) };
  if (weights === 'equal') return { weights: equalWeights(space) };
  const read = readWeights(weights, space);
  if (read.ok) return { weights: read.weights };
  const { message: detail } = read.issue;
  return problem(400, detail, [{ pointer: '#/weights', detail }]);
}

type Sent = NonNullable<SimilarQuestion['profile']>;

const refusedProfile = (pointer: string, detail: string): Problem =>
  problem(422, detail, [{ pointer, detail }]);

/** A profile that was sent, or why it cannot be searched with. */
export function profileOf(sent: Sent, { space, key }: LoadedSpace): Profile | Problem {
  const stale = staleProfile(sent, key);
  if (stale) return refusedProfile('#/profile/space', stale.message);
  for (const [id, { place }] of Object.entries(sent.views)) {
    const axes = space.views.find((view) => view.id === id)?.map.length;
    if (axes === place.length) continue;
    const detail =
      axes === undefined
        ? `There is no view "${id}" to compare in.`
        : `A place of "${id}" has ${axes} coordinates, and ${place.length} were sent.`;
    return refusedProfile(`#/profile/views/${id}`, detail);
  }
  const views = Object.entries(sent.views).map(([id, { place, values = {} }]) => [
    id,
    { place: Float32Array.from(place), values },
  ]);
  return { space: key, views: Object.fromEntries(views), gaps: sent.gaps ?? [] };
}

/** The problem of somebody who has no view; `null`: there is one. */
export function nothingOf(profile: Profile): Problem | null {
  const nothing = nothingToCompare(profile);
  return nothing && problem(422, nothing.message);
}
