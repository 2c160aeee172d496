import type { Viewer } from './viewer.ts';

const encoder = new TextEncoder();
/** Milliseconds after which a browser comes back to a line that ended. */
const RETRY_MS = 2000;

export const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Compression would hold messages back until it has enough of them.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/** What a viewer is told, as fast as the line takes it. `end` is called once the line has ended, from whichever side. */
export function streamBody(viewer: Viewer, end: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`)),
    async pull(controller) {
      const text = await viewer.next();
      if (text !== null) return controller.enqueue(encoder.encode(text));
      controller.close();
      end();
    },
    cancel: end,
  });
}
