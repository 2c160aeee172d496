import { describe, expect, it } from 'vitest';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { UploadedWearable } from '#lib/intake/devices/uploaded-wearable.ts';
import type { Slices } from '#lib/modalities/index.ts';
import type { ReadReply } from './reading-protocol.ts';
import { createUploadSession, type ReadingWorker } from './upload-store.ts';

const record = (id: string): PatientRecord<Slices> => ({
  patient: { id, name: id, birthDate: null, sex: null, mrn: null, deceased: false, simulated: false },
  admission: null,
  latest: null,
  slices: {},
  issues: [],
});

function session(fetchFile = async (): Promise<Blob> => new Blob(['{}'])) {
  const workers: { ended: boolean; say: (reply: ReadReply) => void; crash: () => void }[] = [];
  const created = createUploadSession(() => {
    const target = new EventTarget();
    const entry = {
      ended: false,
      say: (data: ReadReply) => target.dispatchEvent(new MessageEvent('message', { data })),
      crash: () => target.dispatchEvent(new Event('error')),
    };
    workers.push(entry);
    const worker: ReadingWorker = {
      postMessage: () => undefined,
      terminate: () => {
        entry.ended = true;
      },
      addEventListener: (type: string, listener: unknown) => {
        target.addEventListener(type, listener as EventListener);
      },
    };
    return worker;
  }, fetchFile);
  const worker = (at: number) => {
    const found = workers[at];
    if (!found) throw new Error(`no worker ${at}`);
    return found;
  };
  return { ...created, worker, count: () => workers.length };
}

const file = { name: 'a.json', bytes: new Blob(['{}']) };
const read = (ids: string[]): ReadReply => ({
  type: 'read',
  upload: {
    records: ids.map(record),
    patients: [],
    sources: [],
    genomes: [],
    unreadableGenomes: [],
    wearables: [],
    issues: [],
  },
});

describe('createUploadSession', () => {
  it('does nothing without files', () => {
    const { store, read: start, count } = session();
    start([]);
    expect(count()).toBe(0);
    expect(store.getState()).toEqual({ status: 'empty' });
  });

  it('opens a lone patient at once and lists several', () => {
    const { store, read: start, worker } = session();
    start([file]);
    worker(0).say(read(['p1']));
    expect(store.getState()).toMatchObject({ status: 'read', chosen: 0 });
    start([file]);
    worker(1).say(read(['p1', 'p2']));
    expect(store.getState()).toMatchObject({ status: 'read', chosen: null });
  });

  it('reads in the worker that was started ahead, and starts none beside one at work', () => {
    const { warm, read: start, store, worker, count } = session();
    warm();
    warm();
    expect(count()).toBe(1);
    start([file]);
    warm();
    expect(count()).toBe(1);
    worker(0).say(read(['p1']));
    expect(store.getState()).toMatchObject({ status: 'read', chosen: 0 });
    expect(worker(0).ended).toBe(true);
    warm();
    expect(count()).toBe(2);
  });

  it('keeps no worker started ahead that could not start', () => {
    const { warm, read: start, store, worker, count } = session();
    warm();
    worker(0).crash();
    expect(store.getState()).toEqual({ status: 'empty' });
    start([file]);
    expect(count()).toBe(2);
    worker(1).say(read(['p1']));
    expect(store.getState()).toMatchObject({ status: 'read' });
  });

  it('ends the worker when it is done', () => {
    const { read: start, worker } = session();
    start([file]);
    worker(0).say(read([]));
    expect(worker(0).ended).toBe(true);
  });

  it('forgets everything on purge, also in the middle of reading', () => {
    const { store, read: start, purge, worker } = session();
    start([file]);
    purge();
    expect(worker(0).ended).toBe(true);
    worker(0).say(read(['late']));
    expect(store.getState()).toEqual({ status: 'empty' });
  });

  it('ignores the answer of a replaced upload', () => {
    const { store, read: start, worker } = session();
    start([file]);
    start([file]);
    worker(0).say(read(['first']));
    expect(store.getState()).toMatchObject({ status: 'reading' });
    worker(1).say(read(['second']));
    expect(store.getState()).toMatchObject({ upload: { records: [{ patient: { id: 'second' } }] } });
  });

  it('reads a sample as any other file, and knows that nobody here owns it', async () => {
    const { store, readSample, worker } = session();
    await readSample('week');
    expect(store.getState()).toMatchObject({ status: 'reading', file: 'simulated-week.csv' });
    const reply = read([]);
    const wearables = [
      {
        file: 'simulated-week.csv',
        slice: null,
        variability: null,
        question: null,
        answers: {},
        issues: [],
        source: { name: 'simulated-week.csv', files: [], parts: [] },
      },
    ];
    if (reply.type === 'read') worker(0).say({ ...reply, upload: { ...reply.upload, wearables } });
    expect(store.getState()).toMatchObject({ sample: true, owners: { wearables: ['uncharted'] } });
  });

  it('says why a sample could not be fetched, and fetches none that is no longer wanted', async () => {
    const unreached = session(() => Promise.reject(new Error('offline')));
    await unreached.readSample('echo');
    expect(unreached.store.getState()).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('server'),
    });
    const { store, readSample, purge, count } = session();
    const reading = readSample('echo');
    purge();
    await reading;
    expect(store.getState()).toEqual({ status: 'empty' });
    expect(count()).toBe(0);
  });

  it('says why when the worker dies', () => {
    const { store, read: start, worker } = session();
    start([file]);
    worker(0).crash();
    expect(store.getState()).toMatchObject({ status: 'failed', reason: expect.stringContaining('memory') });
  });

  it('puts a device’s files that were read again in their place, but not into another upload', () => {
    const { store, read: readFiles, answer, worker, count } = session();
    const wearable = (answers: object): UploadedWearable => ({
      file: 'a.csv',
      slice: null,
      variability: null,
      question: { about: 'start' },
      answers,
      issues: [],
      source: { name: 'a.csv', files: [], parts: [] },
    });
    const upload = (): ReadReply => {
      const reply = read([]);
      if (reply.type !== 'read') throw new Error('no upload');
      return { ...reply, upload: { ...reply.upload, wearables: [wearable({})] } };
    };
    readFiles([file]);
    worker(0).say(upload());
    answer(0, { startMs: 5 });
    worker(1).say({ type: 'read-again', wearable: { ...wearable({ startMs: 5 }), question: null } });
    const answered = store.getState();
    expect(answered.status === 'read' && answered.upload.wearables[0]).toMatchObject({
      answers: { startMs: 5 },
      question: { about: 'start' },
    });
    expect(worker(1).ended).toBe(true);

    answer(0, { startMs: 6 });
    readFiles([file]);
    worker(3).say(upload());
    worker(2).say({ type: 'read-again', wearable: wearable({ startMs: 6 }) });
    const later = store.getState();
    expect(later.status === 'read' && later.upload.wearables[0]?.answers).toEqual({});
    expect(count()).toBe(4);
  });
});
