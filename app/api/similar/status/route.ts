import { requireSession } from '#lib/server/sign-in/session.ts';
import { statusAnswer } from '#lib/server/similarity/status-answer.ts';

/** Whether there is an index to search, and how far one under way has come. Host and sign-in were checked by the proxy. */
export async function GET(): Promise<Response> {
  await requireSession();
  return Response.json(await statusAnswer(), { headers: { 'cache-control': 'no-store' } });
}
