// How the page comes to a cohort: asked again while the index is made.
import { type ReadyCohort, similarCohort } from '#lib/similarity/cohort-schema.ts';
import { similaritySpace } from '#lib/similarity/space.ts';
import { cohortAddress, SPACE_ADDRESS } from './cohort-addresses.ts';
import { type OpenCohort, openCohort } from './open-cohort.ts';

export type CohortState =
  | { readonly status: 'loading' }
  | { readonly status: 'not-indexed' | 'other-space' | 'failed'; readonly reason: string }
  | {
      readonly status: 'indexing';
      readonly reason: string;
      readonly done: number;
      /** `null`: not known beforehand. */
      readonly all: number | null;
    }
  | ({ readonly status: 'ready' } & OpenCohort);

async function fetchJson(address: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.json();
}

async function open(answer: ReadyCohort, asked: Promise<unknown>): Promise<OpenCohort> {
  const space = similaritySpace.parse(await asked);
  return openCohort(answer, { space, key: answer.space });
}

/** Asks once. Never rejects; an aborted question stays `loading`. */
export async function askCohort(patient: string | null, signal: AbortSignal): Promise<CohortState> {
  try {
    const space = fetchJson(SPACE_ADDRESS, signal);
    // A cohort that cannot be had is told of first.
    space.catch(() => undefined);
    const answer = similarCohort.parse(await fetchJson(cohortAddress(patient), signal));
    if (answer.status === 'ready') return { status: 'ready', ...(await open(answer, space)) };
    const { detail: reason } = answer;
    if (answer.status !== 'indexing') return { status: answer.status, reason };
    return { status: 'indexing', reason, done: answer.done, all: answer.all };
  } catch (cause) {
    if (signal.aborted) return { status: 'loading' };
    const why = cause instanceof Error && cause.name !== 'ZodError' ? cause.message : '';
    return { status: 'failed', reason: why || 'The answer of the server could not be read.' };
  }
}
