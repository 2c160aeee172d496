import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ReadReply, ReadRequest, ReadUpload } from './reading-protocol.ts';
import type { GenomeOwner } from './uploaded-genome.ts';

/** What the upload screen shows. Held in memory only: gone with the tab, or with `purge`. */
export type UploadState =
  | { readonly status: 'empty' }
  | {
      readonly status: 'reading';
      readonly file: string;
      readonly done: number;
      readonly files: number;
    }
  | {
      readonly status: 'read';
      readonly upload: ReadUpload;
      readonly files: number;
      /** Position in `upload.records`; `null`: the list is shown. */
      readonly chosen: number | null;
      /** Of each genome of the upload, as the user said. */
      readonly owners: readonly GenomeOwner[];
    }
  | { readonly status: 'failed'; readonly reason: string };

/** The part of `Worker` in use. */
export type ReadingWorker = Pick<Worker, 'postMessage' | 'terminate'> & {
  addEventListener(type: 'message', listener: (event: MessageEvent<ReadReply>) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
};

export type UploadSession = {
  readonly store: StoreApi<UploadState>;
  readonly read: (files: readonly { readonly name: string; readonly bytes: Blob }[]) => void;
  readonly choose: (record: number | null) => void;
  readonly assign: (genome: number, owner: GenomeOwner) => void;
  /** Stops reading and forgets everything that was read. */
  readonly purge: () => void;
};

const STOPPED = 'Reading stopped: the browser ended the worker, most likely for want of memory.';

/** One upload at a time; a new one replaces the one before. */
export function createUploadSession(startWorker: () => ReadingWorker): UploadSession {
  const store = createStore<UploadState>(() => ({ status: 'empty' }));
  const show = (state: UploadState) => store.setState(state, true);
  let worker: ReadingWorker | undefined;

  function stop(): void {
    worker?.terminate();
    worker = undefined;
  }

  function finish(state: UploadState): void {
    stop();
    show(state);
  }

  function follow(reply: ReadReply, files: number): void {
    if (reply.type === 'progress') {
      const { file, done, files: of } = reply;
      show({ status: 'reading', file, done, files: of });
    } else if (reply.type === 'failed') finish({ status: 'failed', reason: reply.reason });
    else {
      const { records, patients, genomes } = reply.upload;
      const chosen = records.length === 1 && patients.length + genomes.length === 0 ? 0 : null;
      finish({ status: 'read', upload: reply.upload, files, chosen, owners: genomes.map(() => null) });
    }
  }

  return {
    store,
    read(files) {
      const [first] = files;
      if (!first) return;
      stop();
      show({ status: 'reading', file: first.name, done: 0, files: files.length });
      const current = startWorker();
      worker = current;
      current.addEventListener('message', ({ data }) => {
        if (worker === current) follow(data, files.length);
      });
      current.addEventListener('error', () => {
        if (worker === current) finish({ status: 'failed', reason: STOPPED });
      });
      const request: ReadRequest = { files };
      current.postMessage(request);
    },
    choose(record) {
      const state = store.getState();
      if (state.status === 'read') show({ ...state, chosen: record });
    },
    assign(genome, owner) {
      const state = store.getState();
      if (state.status === 'read') show({ ...state, owners: state.owners.with(genome, owner) });
    },
    purge: () => finish({ status: 'empty' }),
  };
}
