import { TaggedError } from '#lib/clinical/tagged-error.ts';
import type { MapMethod, MapSubject } from '#lib/similarity/cohort-map.ts';
import { columnsOf } from '#lib/similarity/cohort-network.ts';
import type { CohortTable } from '#lib/similarity/cohort-table.ts';
import type { MapsReply, MapsRequest } from '#lib/similarity/maps-protocol.ts';

/** The worker that draws maps stopped, or failed at something that is no bad data. */
class MapsWorkerError extends TaggedError {
  override readonly name = 'MapsWorkerError';
  readonly tag = 'worker';
}

/** Told how much of the step at work is done; a map by network fusion has several steps. */
export type MapProgress = (done: number, all: number) => void;

type Waiting = {
  readonly resolve: (values: Float32Array) => void;
  readonly reject: (reason: unknown) => void;
  readonly onProgress: MapProgress;
};

type Asked =
  | { readonly type: 'map'; readonly method: MapMethod; readonly subject: MapSubject }
  | { readonly type: 'fuse' };

let worker: Worker | undefined;
const waiting = new Map<number, Waiting>();
let latestId = 0;

function stop(message: string): void {
  worker?.terminate();
  worker = undefined;
  for (const { reject } of waiting.values()) reject(new MapsWorkerError(message));
  waiting.clear();
}

function settle(reply: MapsReply): void {
  const asked = waiting.get(reply.id);
  if (reply.type === 'progress') {
    asked?.onProgress(reply.done, reply.all);
    return;
  }
  waiting.delete(reply.id);
  if (reply.type === 'done') asked?.resolve(reply.values);
  else asked?.reject(new MapsWorkerError(`A fault of the program stopped it: ${reply.message}`));
}

function startWorker(): Worker {
  const started = new Worker(new URL('../../lib/similarity/maps.worker.ts', import.meta.url), {
    type: 'module',
  });
  started.addEventListener('message', ({ data }: MessageEvent<MapsReply>) => settle(data));
  started.addEventListener('error', () =>
    stop('The drawing of maps stopped, most likely for want of memory.'),
  );
  return started;
}

async function ask(
  table: CohortTable,
  asked: Asked,
  signal: AbortSignal,
  onProgress: MapProgress,
): Promise<Float32Array> {
  signal.throwIfAborted();
  worker ??= startWorker();
  const current = worker;
  latestId += 1;
  const id = latestId;
  const abort = () => {
    waiting.get(id)?.reject(signal.reason);
    waiting.delete(id);
    current.postMessage({ type: 'cancel', id } satisfies MapsRequest);
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await new Promise<Float32Array>((resolve, reject) => {
      waiting.set(id, { resolve, reject, onProgress });
      current.postMessage({ ...asked, id, columns: columnsOf(table) } satisfies MapsRequest);
    });
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/**
 * Places of all patients in the plane, in the page's one worker for it. Rejects with the signal's reason, or with
 * `MapsWorkerError`.
 *
 * @returns members × 2 by rows; NaN for whoever lacks the view
 */
export const mapCohort = (
  table: CohortTable,
  method: MapMethod,
  subject: MapSubject,
  signal: AbortSignal,
  onProgress: MapProgress,
): Promise<Float32Array> => ask(table, { type: 'map', method, subject }, signal, onProgress);

/**
 * Similarities of all pairs of a cohort by network fusion. Rejects as `mapCohort` does.
 *
 * @returns members × members by rows: higher is more alike, of no absolute meaning; −∞ where two share no view
 */
export const fuseByNetwork = (
  table: CohortTable,
  signal: AbortSignal,
  onProgress: MapProgress,
): Promise<Float32Array> => ask(table, { type: 'fuse' }, signal, onProgress);
