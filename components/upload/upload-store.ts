import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import type { ChosenFile } from '#lib/intake/chosen-file.ts';
import type { UploadedWearable } from '#lib/intake/devices/uploaded-wearable.ts';
import type { ReadUpload } from '#lib/intake/read-upload.ts';
import type { DeviceAnswers } from '#lib/signal/readers/device-question.ts';
import { type SampleName, sampleFiles } from '#lib/simulator/sample-names.ts';
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
      /** One of the product's own samples: simulated, and of nobody with a chart here. */
      readonly sample: boolean;
    }
  | { readonly status: 'failed'; readonly reason: string };

/** The part of `Worker` in use. */
export type ReadingWorker = Pick<Worker, 'postMessage' | 'terminate'> & {
  addEventListener(type: 'message', listener: (event: MessageEvent<ReadReply>) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
};

export type UploadSession = {
  readonly store: StoreApi<UploadState>;
  /** Starts the worker of the next reading before there is a file for it, unless one is at work. */
  readonly warm: () => void;
  /** `siteMap`: what the server reads its charts with. */
  readonly read: (files: readonly ChosenFile[], siteMap?: LoadedSiteMap | null) => void;
  /** Fetches a sample and reads it as any other file. */
  readonly readSample: (name: SampleName, siteMap?: LoadedSiteMap | null) => Promise<void>;
  readonly choose: (record: number | null) => void;
  readonly assign: (list: keyof Owners, at: number, owner: Owner) => void;
  /** Reads a device's files again as the user has answered. */
  readonly answer: (at: number, answers: DeviceAnswers) => void;
  /** Stops reading and forgets everything that was read. */
  readonly purge: () => void;
};

const STOPPED = 'Reading stopped: the browser ended the worker, most likely for want of memory.';

const UNREACHED =
  'The server did not answer with the sample. Files of your own are read without it; try the sample again later.';

/** A file of the app's own server. */
type FetchFile = (path: string, signal: AbortSignal) => Promise<Blob>;

type Opened = Pick<Extract<UploadState, { status: 'read' }>, 'chosen' | 'owners'>;

/** What is shown first: the one patient when there is nothing else; a sample's owner is known to have no chart. */
function openedBy({ records, patients, genomes, wearables }: ReadUpload, sample: boolean): Opened {
  const others = patients.length + genomes.length + wearables.length;
  const owner = sample ? 'uncharted' : null;
  return {
    chosen: records.length === 1 && others === 0 ? 0 : null,
    owners: { genomes: genomes.map(() => owner), wearables: wearables.map(() => owner) },
  };
}

/** One upload at a time; a new one replaces the one before. */
export function createUploadSession(startWorker: () => ReadingWorker, fetchFile: FetchFile): UploadSession {
  const store = createStore<UploadState>(() => ({ status: 'empty' }));
  const show = (state: UploadState) => store.setState(state, true);
  let worker: ReadingWorker | undefined;
  /** Started, and nothing was given to it yet. */
  let spare: ReadingWorker | undefined;
  let fetching: AbortController | undefined;

  function warm(): void {
    if (spare || store.getState().status === 'reading') return;
    const started = startWorker();
    spare = started;
    // One that cannot start is not kept: the next reading tries again and tells.
    started.addEventListener('error', () => {
      if (spare === started) spare = undefined;
    });
  }

  function takeWorker(): ReadingWorker {
    const taken = spare ?? startWorker();
    spare = undefined;
    return taken;
  }

  function stop(): void {
    worker?.terminate();
    worker = undefined;
    fetching?.abort();
    fetching = undefined;
  }

  function finish(state: UploadState): void {
    stop();
    show(state);
  }

  function follow(reply: ReadReply, files: number, sample: boolean): void {
    if (reply.type === 'progress') {
      const { file, done, files: of } = reply;
      show({ status: 'reading', file, done, files: of });
    } else if (reply.type === 'failed') finish({ status: 'failed', reason: reply.reason });
    else if (reply.type === 'read') {
      finish({ status: 'read', upload: reply.upload, files, sample, ...openedBy(reply.upload, sample) });
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

  function read(files: readonly ChosenFile[], siteMap: LoadedSiteMap | null, sample: boolean): void {
    const [first] = files;
    if (!first) return;
    stop();
    show({ status: 'reading', file: first.name, done: 0, files: files.length });
    const current = takeWorker();
    worker = current;
    current.addEventListener('message', ({ data }) => {
      if (worker === current) follow(data, files.length, sample);
    });
    current.addEventListener('error', () => {
      if (worker === current) finish({ status: 'failed', reason: STOPPED });
    });
    const request: ReadRequest = { type: 'read', files, siteMap };
    current.postMessage(request);
  }

  return {
    store,
    warm,
    read: (files, siteMap = null) => read(files, siteMap, false),
    async readSample(sample, siteMap = null) {
      stop();
      const name = sampleFiles[sample];
      show({ status: 'reading', file: name, done: 0, files: 1 });
      const own = new AbortController();
      fetching = own;
      const bytes = await fetchFile(`/api/samples/${sample}`, own.signal).catch(() => null);
      if (fetching !== own) return;
      if (bytes) read([{ name, bytes }], siteMap, true);
      else finish({ status: 'failed', reason: UNREACHED });
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
      const own = takeWorker();
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
