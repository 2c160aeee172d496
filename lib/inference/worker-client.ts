import type { ModelSession } from '#lib/contract/session.ts';
import type { NamedTensors } from '#lib/contract/tensor.ts';
import { isModelError, ModelError } from './model-error.ts';
import type { ReportProgress } from './progress.ts';
import { LOAD_ID, type LoadRequest, type Port, type Reply, type Request } from './worker-protocol.ts';

/** A running worker as the page holds it; `Worker` is one. */
export type WorkerHandle = Port & {
  terminate(): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
};

type Waiting = { readonly resolve: (reply: Reply) => void; readonly reject: (reason: unknown) => void };

/**
 * The page's side of the protocol: loads the model in `worker` and gives a session in front of it.
 * `onStopped` is called once when the worker is of no more use. Rejects with `ModelError`.
 */
export async function connectSession(
  worker: WorkerHandle,
  request: LoadRequest,
  report: ReportProgress,
  onStopped: () => void,
): Promise<ModelSession> {
  const waiting = new Map<number, Waiting>();
  let stopped: ModelError | undefined;
  let latestId = LOAD_ID;

  function stop(error: ModelError): void {
    if (stopped) return;
    stopped = error;
    worker.terminate();
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    onStopped();
  }

  function ask(id: number, message: Request): Promise<Reply> {
    if (stopped) return Promise.reject(stopped);
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage(message);
    });
  }

  function receive(reply: Reply): void {
    if (reply.type === 'progress') {
      report(reply.progress);
      return;
    }
    const id = reply.type === 'loaded' ? LOAD_ID : reply.id;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (reply.type === 'failed') asked?.reject(new ModelError(reply.tag, reply.message));
    else asked?.resolve(reply);
  }

  /** Rejects at once when aborted; a run that has begun in the worker goes on there, its result unused. */
  async function run(graph: string, inputs: NamedTensors, signal?: AbortSignal): Promise<NamedTensors> {
    signal?.throwIfAborted();
    latestId += 1;
    const id = latestId;
    const abort = () => {
      waiting.get(id)?.reject(signal?.reason);
      waiting.delete(id);
      worker.postMessage({ type: 'cancel', id } satisfies Request);
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      // Copied, not transferred: transfer would empty the caller's arrays.
      const reply = await ask(id, { type: 'run', id, graph, inputs });
      if (reply.type !== 'answered') throw new ModelError('worker', 'The worker answered out of turn.');
      return reply.outputs;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => receive(data));
  worker.addEventListener('error', (event) => stop(new ModelError('worker', crashSentence(event))));
  worker.addEventListener('messageerror', () =>
    stop(new ModelError('worker', "A message of the model's worker could not be read.")),
  );

  try {
    const reply = await ask(LOAD_ID, { type: 'load', request });
    if (reply.type !== 'loaded') throw new ModelError('worker', 'The worker answered out of turn.');
    return { ...reply.session, run };
  } catch (cause) {
    // The runtime remembers a failed start for as long as its worker lives: a new attempt needs a new one.
    stop(isModelError(cause) ? cause : new ModelError('worker', 'The worker did not start.', { cause }));
    throw cause;
  }
}

// A script that was blocked or not found fails with an event that has no message.
function crashSentence(event: Event): string {
  const message = 'message' in event && typeof event.message === 'string' ? event.message : '';
  return message
    ? `The model's worker stopped: ${message}.`
    : "The model's worker could not be started: its script was blocked or not found.";
}
