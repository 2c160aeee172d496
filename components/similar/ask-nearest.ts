// How a patient's page learns who is most like her: the server ranks, and sends as many as are shown.
import type { UnitSystem } from '#lib/clinical/quantity-text.ts';
import { problemDetails } from '#lib/contract/risk-schema.ts';
import { type SimilarStatus, similarStatus } from '#lib/similarity/cohort-schema.ts';
import { type SimilarAnswer, similarAnswer } from '#lib/similarity/similar-schema.ts';

export type NearestState =
  | { readonly status: 'nothing' }
  | Extract<SimilarStatus, { status: 'indexing' }>
  | { readonly status: 'refused'; readonly reason: string }
  | { readonly status: 'found'; readonly answer: SimilarAnswer };

const NOTHING: NearestState = { status: 'nothing' };

export type NearestQuestion = {
  readonly patientId: string;
  readonly count: number;
  readonly units: UnitSystem;
};

async function rankedBy(question: NearestQuestion, signal: AbortSignal): Promise<NearestState> {
  const response = await fetch('/api/similar', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
    signal,
  });
  const body: unknown = await response.json();
  if (response.ok) return { status: 'found', answer: similarAnswer.parse(body) };
  return { status: 'refused', reason: problemDetails.parse(body).detail };
}

/** Asks whether there is an index, and then it. Never rejects; what cannot be read is nothing. */
export async function askNearest(question: NearestQuestion, signal: AbortSignal): Promise<NearestState> {
  try {
    const response = await fetch('/api/similar/status', { signal });
    const index = similarStatus.parse(await response.json());
    if (index.status === 'indexing') return index;
    return index.status === 'ready' ? await rankedBy(question, signal) : NOTHING;
  } catch {
    return NOTHING;
  }
}
