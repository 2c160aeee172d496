import { handleFhirRequest } from '#lib/fhir/store/handle-request.ts';
import { embeddedStore } from '#lib/server/embedded-store.ts';
import { environment } from '#lib/server/env.ts';
import { refusalOf } from '#lib/server/request-guard.ts';
import { currentSession } from '#lib/server/sign-in/session.ts';

const PATH = '/api/fhir';

const outcome = (status: number, text: string): Response =>
  Response.json(
    {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: status === 401 ? 'login' : 'forbidden', details: { text } }],
    },
    {
      status,
      headers: { 'content-type': 'application/fhir+json; charset=utf-8', 'cache-control': 'no-store' },
    },
  );

/** The embedded FHIR store over HTTP; with a server of one's own configured it is not there. */
async function answer(request: Request): Promise<Response> {
  const { origin, fhir, signIn } = environment();
  const refusal = refusalOf(request.method, request.headers, origin);
  if (refusal !== null) return outcome(refusal.status, refusal.sentence);
  if (signIn !== null && (await currentSession()) === null) return outcome(401, 'Sign-in is required.');
  if (fhir !== null)
    return outcome(404, 'The embedded store is not in use: another FHIR server is configured.');
  // The address under which the client came, so that paging links lead back to where it is.
  const base = `${new URL(origin).protocol}//${request.headers.get('host')}${PATH}`;
  const { store } = await embeddedStore();
  return handleFhirRequest(store, request, base);
}

export { answer as DELETE, answer as GET, answer as HEAD, answer as PATCH, answer as POST, answer as PUT };
