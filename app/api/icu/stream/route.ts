import { environment } from '#lib/server/env.ts';
import { auditSight } from '#lib/server/icu/audit/audit-sight.ts';
import { STREAM_HEADERS, streamBody } from '#lib/server/icu/hub/stream-body.ts';
import { enterWard } from '#lib/server/icu/ward.ts';
import { answerSignedIn } from '../answer-signed-in.ts';

/**
 * A line is not older than half of an idle sign-in: then it ends, and whoever comes back, as every browser does, must still be signed
 * in and is kept so.
 */
const LONGEST_LINE_MS = 15 * 60_000;

/** The wall as server-sent events (`lib/icu/wall/wall-message.ts`); goes on after `Last-Event-ID`. */
export const GET = (request: Request): Promise<Response> =>
  answerSignedIn(async (database, { who }) => {
    await auditSight(database, { who, did: 'looked at the wall', detail: {} });
    const { ward, leave } = await enterWard();
    const viewer = ward.hub.join(request.headers.get('last-event-id'));
    const end = () => {
      ward.hub.leave(viewer);
      leave();
    };
    if (environment().signIn) setTimeout(end, LONGEST_LINE_MS).unref();
    request.signal.addEventListener('abort', end, { once: true });
    return new Response(streamBody(viewer, end), { headers: STREAM_HEADERS });
  });
