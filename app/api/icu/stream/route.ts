import { environment } from '#lib/server/env.ts';
import { auditSight } from '#lib/server/icu/audit/audit-sight.ts';
import { STREAM_HEADERS, streamBody } from '#lib/server/icu/hub/stream-body.ts';
import { enterWard } from '#lib/server/icu/ward.ts';
import { problem } from '../../risk/problem.ts';
import { answerSignedIn } from '../answer-signed-in.ts';

/**
 * A line is not older than half of an idle sign-in: then it ends, and whoever comes back, as every browser does, must still be signed
 * in and is kept so.
 */
const LONGEST_LINE_MS = 15 * 60_000;
/** Less than the silence after which a wall tries again. */
const LONGEST_WAIT_MS = 12_000;

/**
 * The wall as server-sent events (`lib/icu/wall/wall-message.ts`); goes on after `Last-Event-ID`. No line is opened to a wall that
 * is not of now, and those that stand end when it no longer is.
 */
export const GET = (request: Request): Promise<Response> =>
  answerSignedIn(async (database, { who }) => {
    await auditSight(database, { who, did: 'looked at the wall', detail: {} });
    const { ward, leave } = await enterWard();
    const trouble = await ward.fresh.whenFresh(LONGEST_WAIT_MS, request.signal);
    if (trouble !== null || request.signal.aborted) {
      leave();
      return problem(503, trouble ?? 'Nobody waits for this answer any more.');
    }
    const viewer = ward.hub.join(request.headers.get('last-event-id'));
    const end = () => {
      ward.hub.leave(viewer);
      leave();
    };
    if (environment().signIn) setTimeout(end, LONGEST_LINE_MS).unref();
    request.signal.addEventListener('abort', end, { once: true });
    return new Response(streamBody(viewer, end), { headers: STREAM_HEADERS });
  });
