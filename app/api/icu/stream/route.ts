import { auditSight } from '#lib/server/icu/audit/audit-sight.ts';
import type { Viewer } from '#lib/server/icu/hub/viewer.ts';
import { enterWard } from '#lib/server/icu/ward.ts';
import { answerSignedIn } from '../answer-signed-in.ts';

const encoder = new TextEncoder();
/** Milliseconds after which a browser comes back to a line that ended. */
const RETRY_MS = 2000;

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Compression would hold messages back until it has enough of them.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/** Messages as fast as the line takes them; `leave` is called once, however the line ends. */
function bodyOf(viewer: Viewer, leave: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`));
    },
    async pull(controller) {
      const text = await viewer.next();
      if (text !== null) return controller.enqueue(encoder.encode(text));
      controller.close();
      leave();
    },
    cancel: leave,
  });
}

/** The wall as server-sent events (`lib/icu/wall/wall-message.ts`); goes on after `Last-Event-ID`. */
export const GET = (request: Request): Promise<Response> =>
  answerSignedIn(async (database, { who }) => {
    const { ward, leave } = await enterWard();
    await auditSight(database, { who, did: 'looked at the wall', detail: {} });
    const viewer = ward.hub.join(request.headers.get('last-event-id'));
    const end = () => {
      ward.hub.leave(viewer);
      leave();
    };
    request.signal.addEventListener('abort', end, { once: true });
    return new Response(bodyOf(viewer, end), { headers });
  });
