import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import type { UploadedWearable } from '#lib/intake/devices/uploaded-wearable.ts';
import type { ReadUpload } from '#lib/intake/read-upload.ts';
import type { DeviceAnswers } from '#lib/signal/readers/device-question.ts';
import type { Owner, Owners } from './owner.ts';
import type { ReadReply, ReadRequest } from './reading-protocol.ts';

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
      /** As the user said. */
      readonly owners: Owners;
    }
  | { readonly status: 'failed'; readonly reason: string };

/** The part of `Worker` in use. */
export type ReadingWorker = Pick<Worker, 'postMessage' | 'terminate'> & {
  addEventListener(type: 'message', listener: (event: MessageEvent<ReadReply>) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
};

export type UploadSession = {
  readonly store: StoreApi<UploadState>;
  /** `siteMap`: what the server reads its charts with. */
  readonly read: (
    files: readonly { readonly name: string; readonly bytes: Blob }[],
    siteMap?: LoadedSiteMap | null,
  ) => void;
  readonly choose: (record: number | null) => void;
  readonly assign: (list: keyof Owners, at: number, owner: Owner) => void;
  /** Reads a device's files again as the user has answered. */
  readonly answer: (at: number, answers: DeviceAnswers) => void;
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
    else if (reply.type === 'read') {
      const { records, patients, genomes, wearables } = reply.upload;
      const others = patients.length + genomes.length + wearables.length;
      const chosen = records.length === 1 && others === 0 ? 0 : null;
      const owners = { genomes: genomes.map(() => null), wearables: wearables.map(() => null) };
      finish({ status: 'read', upload: reply.upload, files, chosen, owners });
    }
  }

  /** Puts what was read again in its place, unless another upload has come since. */
  function replace(at: number, asked: UploadedWearable, reply: ReadReply): void {
    const state = store.getState();
    if (state.status !== 'read' || reply.type !== 'read-again') return;
    if (state.upload.wearables[at]?.source !== asked.source) return;
    const question = reply.wearable.question ?? asked.question;
    const wearables = state.upload.wearables.with(at, { ...reply.wearable, source: asked.source, question });
    show({ ...state, upload: { ...state.upload, wearables } });
  }

  return {
    store,
    read(files, siteMap = null) {
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
      const request: ReadRequest = { type: 'read', files, siteMap };
      current.postMessage(request);
    },
    choose(record) {
      const state = store.getState();
      if (state.status === 'read') show({ ...state, chosen: record });
    },
    assign(list, at, owner) {
      const state = store.getState();
      if (state.status !== 'read') return;
      show({ ...state, owners: { ...state.owners, [list]: state.owners[list].with(at, owner) } });
    },
    answer(at, answers) {
      const state = store.getState();
      const asked = state.status === 'read' ? state.upload.wearables[at] : undefined;
      if (!asked) return;
      const own = startWorker();
      own.addEventListener('message', ({ data }) => {
        own.terminate();
        replace(at, asked, data);
      });
      own.addEventListener('error', () => own.terminate());
      const request: ReadRequest = { type: 'read-again', source: asked.source, answers };
      own.postMessage(request);
    },
    purge: () => finish({ status: 'empty' }),
  };
}
