import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeidentifyResult, DeidentifyTask } from '#lib/dicom/deidentify/deidentify-files.ts';
import type { DeidentifyReply } from './deidentify-protocol.ts';

export type DeidentifyState =
  | { readonly status: 'idle' }
  | { readonly status: 'working'; readonly done: number; readonly files: number }
  | { readonly status: 'done'; readonly result: DeidentifyResult; readonly files: number }
  | { readonly status: 'failed'; readonly reason: string };

/** The part of `Worker` in use. */
export type DeidentifyWorker = Pick<Worker, 'postMessage' | 'terminate'> & {
  addEventListener(type: 'message', listener: (event: MessageEvent<DeidentifyReply>) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
};

export type DeidentifySession = {
  readonly store: StoreApi<DeidentifyState>;
  readonly start: (task: DeidentifyTask) => void;
  /** Stops and forgets. */
  readonly clear: () => void;
};

const STOPPED = 'The work stopped: the browser ended it, most likely for want of memory. Try fewer files.';

/** One run at a time. */
export function createDeidentifySession(startWorker: () => DeidentifyWorker): DeidentifySession {
  const store = createStore<DeidentifyState>(() => ({ status: 'idle' }));
  const show = (state: DeidentifyState) => store.setState(state, true);
  let worker: DeidentifyWorker | undefined;

  function finish(state: DeidentifyState): void {
    worker?.terminate();
    worker = undefined;
    show(state);
  }

  function follow(reply: DeidentifyReply, files: number): void {
    if (reply.type === 'progress') show({ status: 'working', done: reply.done, files: reply.files });
    else if (reply.type === 'failed') finish({ status: 'failed', reason: reply.reason });
    else finish({ status: 'done', result: reply.result, files });
  }

  return {
    store,
    start(task) {
      finish({ status: 'working', done: 0, files: task.files.length });
      const current = startWorker();
      worker = current;
      current.addEventListener('message', ({ data }) => {
        if (worker === current) follow(data, task.files.length);
      });
      current.addEventListener('error', () => {
        if (worker === current) finish({ status: 'failed', reason: STOPPED });
      });
      current.postMessage(task);
    },
    clear: () => finish({ status: 'idle' }),
  };
}
