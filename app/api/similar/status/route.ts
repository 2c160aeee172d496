import { requireSession } from '#lib/server/sign-in/session.ts';
import type { SimilarStatus } from '#lib/similarity/cohort-schema.ts';

const notIndexed: SimilarStatus = {
  status: 'not-indexed',
  detail: 'The patients of this hospital have not been indexed yet.',
};

/** Whether there is an index to search. */
export async function GET(): Promise<Response> {
  await requireSession();
  return Response.json(notIndexed, { headers: { 'cache-control': 'no-store' } });
}
