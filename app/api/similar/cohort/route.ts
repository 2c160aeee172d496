import { requireSession } from '#lib/server/sign-in/session.ts';
import type { SimilarCohort } from '#lib/similarity/cohort-schema.ts';

const notIndexed: SimilarCohort = {
  status: 'not-indexed',
  detail: 'The patients of this hospital have not been indexed yet.',
};

/** The cohort as a page draws and ranks it. */
export async function GET(): Promise<Response> {
  await requireSession();
  return Response.json(notIndexed, { headers: { 'cache-control': 'no-store' } });
}
