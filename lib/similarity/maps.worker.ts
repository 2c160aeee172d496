import { fuseCohort, mapColumns } from './cohort-map.ts';
import type { MapsReply, MapsRequest } from './maps-protocol.ts';
import type { Pace } from './pace.ts';

// Maps and fused networks take seconds: made here, they never hold up the page.
const running = new Map<number, AbortController>();

const reply = (message: MapsReply, transfer: Transferable[] = []) => self.postMessage(message, { transfer });

const paceOf =
  (id: number, signal: AbortSignal): Pace =>
  async (done, all) => {
    reply({ type: 'progress', id, done, all });
    // Lets a message in that cancels.
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  };

async function answer(request: Exclude<MapsRequest, { type: 'cancel' }>): Promise<void> {
  const { id, columns } = request;
  const controller = new AbortController();
  running.set(id, controller);
  const pace = paceOf(id, controller.signal);
  try {
    const made =
      request.type === 'map'
        ? await mapColumns(columns, request.method, request.subject, pace)
        : await fuseCohort(columns, { kind: 'network-fusion' }, pace);
    const values = Float32Array.from(made);
    reply({ type: 'done', id, values }, [values.buffer]);
  } catch (cause) {
    if (!controller.signal.aborted)
      reply({ type: 'failed', id, message: cause instanceof Error ? cause.message : String(cause) });
  } finally {
    running.delete(id);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<MapsRequest>) => {
  if (data.type === 'cancel') running.get(data.id)?.abort();
  else void answer(data);
});
