import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { ScreenedRisk } from '#lib/fusion/screen.ts';
import type { WorklistRow } from '#lib/worklist/worklist-row.ts';
import { createPictureReading, type PictureSources } from './picture-reading.ts';
import { EMPTY, type WorklistState } from './worklist-state.ts';

const rowOf = (id: string, isPictured = true): WorklistRow => ({
  patient: { id, name: id, birthDate: null, sex: null, mrn: id, deceased: false, simulated: true },
  at: null,
  admitted: null,
  discharged: null,
  disposition: null,
  latest: null,
  gaps: [],
  notRead: isPictured ? ['radiograph', 'echo', 'genomics'] : ['genomics'],
  pictures: isPictured ? { studies: [], measurements: [], ejectionFractions: [] } : null,
  refused: [],
  issues: 0,
  input: { values: new Float32Array(1), present: new Float32Array(1) },
  reason: null,
});

const riskOf = (risk: number): ScreenedRisk => ({
  risk,
  band: 'low',
  interval: { level: 0.9, low: risk, high: risk },
  survival: [1, 1 - risk],
});

const readOf = (row: WorklistRow, refused: readonly string[] = []): WorklistRow => ({
  ...row,
  notRead: ['genomics'],
  pictures: null,
  refused,
});

/** A list of patients by id and risk, all scored and explained. */
function listOf(risks: Readonly<Record<string, number>>, without: readonly string[] = []) {
  const ids = Object.keys(risks);
  const store = createStore<WorklistState>(() => ({
    ...EMPTY,
    status: 'idle',
    listedAt: 1,
    wanted: ids,
    rows: new Map(ids.map((id) => [id, rowOf(id, !without.includes(id))])),
    risks: new Map(Object.entries(risks).map(([id, risk]) => [id, riskOf(risk)])),
    explained: new Map(ids.map((id) => [id, null])),
  }));
  const renew = async (former: WorklistRow, row: WorklistRow) => {
    if (store.getState().rows.get(row.patient.id) === former)
      store.setState(({ rows }) => ({ rows: new Map(rows).set(row.patient.id, row) }));
  };
  return { store, renew };
}

function readingOf(worklist: PictureSources['worklist'], parts: Partial<PictureSources> = {}) {
  const asked: string[] = [];
  const reading = createPictureReading({
    worklist,
    read: async (row) => readOf(row),
    untilQuiet: async (signal) => signal.throwIfAborted(),
    isOnline: () => true,
    objection: () => null,
    ...parts,
    ...(parts.read && {
      read: (row, signal) => {
        asked.push(row.patient.id);
        return parts.read?.(row, signal) ?? Promise.reject(new Error('nothing'));
      },
    }),
  });
  const state = () => reading.store.getState();
  const until = (done: number) => expect.poll(() => state().done).toBe(done);
  return { ...reading, asked, state, until };
}

const nobodyInView = () => new Set<string>();
const read: PictureSources['read'] = async (row) => readOf(row);

describe('createPictureReading', () => {
  it('reads one patient after the other: who is in view first, then the highest risk', async () => {
    let atOnce = 0;
    const slowly: PictureSources['read'] = async (row) => {
      atOnce += 1;
      expect(atOnce).toBe(1);
      await new Promise((resolve) => setTimeout(resolve));
      atOnce -= 1;
      return readOf(row);
    };
    const worklist = listOf({ a: 0.1, b: 0.5, c: 0.3, d: 0.2, e: 0.9 }, ['e']);
    const { enter, until, asked, state } = readingOf(worklist, { read: slowly });
    enter(() => new Set(['d', 'e']));
    await until(8);
    expect(asked).toEqual(['d', 'b', 'c', 'a']);
    expect(state()).toMatchObject({ of: 8, refused: 0, patientId: null });
    await expect.poll(() => state().status).toBe('idle');
  });

  it('waits for the scores and reasons of the list, and for a quiet page', async () => {
    const { promise: quiet, resolve } = Promise.withResolvers<void>();
    const worklist = listOf({ a: 0.1 });
    worklist.store.setState({ status: 'reading', explained: new Map() });
    const { enter, until, asked, state } = readingOf(worklist, { read, untilQuiet: () => quiet });
    enter(nobodyInView);
    expect([state().status, state().of]).toEqual(['idle', 0]);
    worklist.store.setState({ status: 'idle' });
    expect(state()).toMatchObject({ status: 'idle', of: 2 });
    worklist.store.setState({ explained: new Map([['a', null]]) });
    expect(state().status).toBe('reading');
    expect(asked).toEqual([]);
    resolve();
    await until(2);
  });

  it('asks for a refused picture once, and leaves an archive alone that does not answer', async () => {
    const worklist = listOf({ a: 0.5, b: 0.4, c: 0.3, d: 0.2 });
    const refuse: PictureSources['read'] = async (row) => readOf(row, ['No film.', 'No echo.']);
    const { enter, asked, state, resume, until } = readingOf(worklist, { read: refuse });
    enter(nobodyInView);
    await expect.poll(() => state().status).toBe('paused');
    expect(asked).toEqual(['a', 'b', 'c']);
    expect(state()).toMatchObject({ done: 6, refused: 6, of: 8, because: 'No film.' });
    resume();
    await until(8);
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
  });

  it('does not take a lost network for a picture that cannot be read', async () => {
    let isOnline = false;
    const { enter, asked, until, state } = readingOf(listOf({ a: 0.5 }), {
      read: async (row) => (isOnline ? readOf(row) : readOf(row, ['Not reached.', 'Not reached.'])),
      isOnline: () => isOnline,
      untilQuiet: async () => {
        if (asked.length > 0) isOnline = true;
      },
    });
    enter(nobodyInView);
    await until(2);
    expect([asked, state().refused]).toEqual([['a', 'a'], 0]);
  });

  it('gives up what is under way when the list is left, and reads it when the reader is back', async () => {
    const worklist = listOf({ a: 0.5 });
    let signals: AbortSignal[] = [];
    const never: PictureSources['read'] = (row, signal) =>
      new Promise((resolve, reject) => {
        signals = [...signals, signal];
        signal.addEventListener('abort', () => reject(signal.reason));
        if (signals.length === 2) resolve(readOf(row));
      });
    const { enter, leave, state, until } = readingOf(worklist, { read: never });
    enter(nobodyInView);
    await expect.poll(() => signals.length).toBe(1);
    leave();
    expect(signals[0]?.aborted).toBe(true);
    expect(state()).toMatchObject({ status: 'idle', patientId: null, done: 0 });
    worklist.store.setState({ wanted: ['a'] });
    expect(signals).toHaveLength(1);
    enter(nobodyInView);
    await until(2);
  });

  it('holds when the reader says so, and goes on', async () => {
    const worklist = listOf({ a: 0.5, b: 0.4 });
    const first = Promise.withResolvers<WorklistRow>();
    const { enter, pause, resume, asked, state, until } = readingOf(worklist, {
      read: async (row) => (asked.length === 1 ? first.promise : readOf(row)),
    });
    enter(nobodyInView);
    await expect.poll(() => asked.length).toBe(1);
    pause();
    worklist.store.setState({ wanted: ['b', 'a'] });
    expect(state()).toMatchObject({ status: 'paused', because: null, done: 0 });
    resume();
    await until(4);
    first.resolve(readOf(rowOf('a')));
  });

  it('reads nothing ahead on a device that saves data, until it is asked to', async () => {
    const { enter, resume, asked, until, state } = readingOf(listOf({ a: 0.5 }), {
      read,
      objection: () => 'This device asks to save data',
    });
    enter(nobodyInView);
    expect(state()).toMatchObject({ status: 'paused', because: 'This device asks to save data', of: 2 });
    resume();
    await until(2);
    expect(asked).toEqual(['a']);
  });

  it('says why it stops when a network fails, and tries again with the next list', async () => {
    let works = false;
    const worklist = listOf({ a: 0.5 });
    const { enter, state, until } = readingOf(worklist, {
      read: async (row) => (works ? readOf(row) : Promise.reject(new Error('The network was damaged.'))),
    });
    enter(nobodyInView);
    await expect.poll(() => state()).toMatchObject({ status: 'paused', because: 'The network was damaged.' });
    works = true;
    worklist.store.setState({ listedAt: 2 });
    await until(2);
  });

  it('reads no more than a page of patients', async () => {
    const worklist = listOf(Object.fromEntries(Array.from({ length: 70 }, (_, at) => [`p${at}`, at / 100])));
    const { enter, until, state } = readingOf(worklist, { read });
    enter(nobodyInView);
    await until(100);
    expect(state().of).toBe(100);
  });
});
