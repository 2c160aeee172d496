import { isTagged } from '#lib/clinical/tagged-error.ts';
import { openedChart } from '#lib/server/page-charts.ts';
import { requireSession } from '#lib/server/sign-in/session.ts';
import type { Session } from '#lib/server/sign-in/session-cookie.ts';
import { type AskedAbout, cohortAnswer } from '#lib/server/similarity/cohort-answer.ts';
import type { OpaqueIds } from '#lib/server/similarity/opaque-ids.ts';
import { searchableIndex } from '#lib/server/similarity/status-answer.ts';
import type { SimilarCohort } from '#lib/similarity/cohort-schema.ts';

const NO_STORE = { 'cache-control': 'no-store' };

async function askedAbout(
  session: Session | null,
  patientId: string | null,
  ids: OpaqueIds,
): Promise<AskedAbout> {
  if (patientId === null) return { nobody: true };
  const { chart } = await openedChart(session, patientId);
  return { record: chart ? ids.record(chart.patient) : '' };
}

async function answer(request: Request, session: Session | null): Promise<Response> {
  const found = await searchableIndex();
  if ('answer' in found) return Response.json(found.answer satisfies SimilarCohort, { headers: NO_STORE });
  const { index, run } = found;
  const asked = await askedAbout(session, new URL(request.url).searchParams.get('patient'), index.ids);
  // What the answer hangs on: the last run, and who is asked about. A page that kept it in memory need not be sent it again.
  const etag = `"${run.id}-${run.finishedAt.getTime()}-${'record' in asked ? asked.record : ''}"`;
  const headers = { ...NO_STORE, etag };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const cohort = await cohortAnswer({ ...index, run }, asked);
  return Response.json(cohort satisfies SimilarCohort, { headers });
}

/** The cohort as a page draws and ranks it, beside a patient where `patient` names one. Host and sign-in were checked by the proxy. */
export async function GET(request: Request): Promise<Response> {
  const session = await requireSession();
  try {
    return await answer(request, session);
  } catch (cause) {
    if (!isTagged(cause)) throw cause;
    const unusable: SimilarCohort = { status: 'not-indexed', detail: cause.message };
    return Response.json(unusable, { headers: NO_STORE });
  }
}
