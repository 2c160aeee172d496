import { TaggedError } from '#lib/clinical/tagged-error.ts';
import type { TensorOutcome } from '#lib/contract/modality.ts';
import type { TensorReader } from '#lib/contract/model.ts';
import { modalityIds, type Slices, tensorSpecsOf } from '#lib/modalities/index.ts';
import type { FilesPlace, TensorReply, TensorRequest } from './tensor-protocol.ts';

/** The worker that reads pictures stopped, or failed at something that is no bad data. */
export class TensorWorkerError extends TaggedError {
  override readonly name = 'TensorWorkerError';
  readonly tag = 'worker';
}

type Waiting = {
  readonly resolve: (outcome: TensorOutcome) => void;
  readonly reject: (reason: unknown) => void;
};

let worker: Worker | undefined;
const waiting = new Map<number, Waiting>();
let latestId = 0;

function stop(message: string): void {
  worker?.terminate();
  worker = undefined;
  for (const { reject } of waiting.values()) reject(new TensorWorkerError(message));
  waiting.clear();
}

function settle(reply: TensorReply): void {
  const asked = waiting.get(reply.id);
  waiting.delete(reply.id);
  if (reply.type === 'read') asked?.resolve(reply.outcome);
  else
    asked?.reject(
      new TensorWorkerError(`A picture could not be read by a fault of the program: ${reply.message}`),
    );
}

function startWorker(): Worker {
  const started = new Worker(new URL('./tensors.worker.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<TensorReply>) => settle(data));
  started.addEventListener('error', () =>
    stop('The reader of pictures stopped, most likely for want of memory.'),
  );
  return started;
}

const modalityOf = (tensor: string): keyof Slices | undefined =>
  modalityIds.find((id) => tensorSpecsOf([id]).some((spec) => spec.id === tensor));

/** Reads tensors in the page's one worker for them, which starts with the first. Rejects with `TensorWorkerError` when it fails. */
export const workerTensors =
  (place: FilesPlace): TensorReader<Slices> =>
  async ({ slices, deferred = [] }, at, tensor, signal) => {
    signal?.throwIfAborted();
    worker ??= startWorker();
    const current = worker;
    latestId += 1;
    const id = latestId;
    const modality = modalityOf(tensor);
    const own = modality === undefined ? {} : { [modality]: slices[modality] };
    const abort = () => {
      waiting.get(id)?.reject(signal?.reason);
      waiting.delete(id);
      current.postMessage({ type: 'cancel', id } satisfies TensorRequest);
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await new Promise<TensorOutcome>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        const request: TensorRequest = { type: 'read', id, tensor, slices: own, deferred, at, place };
        current.postMessage(request);
      });
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  };
