import { describe, expect, it } from 'vitest';
import { headerOf, hospital, MODEL, many, rowOf, upTo, worklistOf } from './fixtures/small-worklist.ts';
import type { WorklistModel, WorklistSources } from './worklist-state.ts';

describe('createWorklist', () => {
  it('lists everybody before any chart is read', async () => {
    const { list, readRows, calls } = hospital(many(90));
    const { store, run, counts } = worklistOf({ list, readRows });
    await run();
    expect(store.getState().groups[0]?.patients).toHaveLength(90);
    expect({ ...counts(), calls }).toEqual({ status: 'listing', group: 'all', rows: 0, risks: 0, calls: [] });
  });

  it('begins with the list that came with the page, and asks for none', async () => {
    const { list, readRows, calls } = hospital(many(3));
    let asked = 0;
    let loaded = 0;
    const { open, show, counts } = worklistOf(
      {
        readRows,
        list: async () => {
          asked += 1;
          return list();
        },
        loadModel: async () => {
          loaded += 1;
          return MODEL;
        },
      },
      await list(),
    );
    expect(counts()).toEqual({ status: 'listing', group: 'all', rows: 0, risks: 0 });
    await open();
    expect(loaded).toBe(1);
    await show(upTo(3));
    expect({ ...counts(), asked, calls }).toEqual({
      ...{ status: 'idle', group: 'all', rows: 3, risks: 3 },
      ...{ asked: 0, calls: [3] },
    });
  });

  it('asks again where the list that came with the page is a refusal', async () => {
    const { list, readRows } = hospital(many(3));
    const { open, store } = worklistOf({ list, readRows }, { ok: false, reason: 'The server says no.' });
    await open();
    expect(store.getState().groups[0]?.patients).toHaveLength(3);
  });

  it('reads what is in sight in chunks, once, and gives each patient their own risk', async () => {
    const { list, readRows, calls } = hospital([...many(90), rowOf('90', false)]);
    const { store, run, show, measured } = worklistOf({ list, readRows });
    await run();
    await show(upTo(50));
    expect(calls).toEqual([40, 10]);
    await show(upTo(91).toReversed());
    const { status, rows, risks } = store.getState();
    expect({ status, calls }).toEqual({ status: 'idle', calls: [40, 10, 40, 1] });
    expect(rows.size).toBe(91);
    expect(risks.size).toBe(90);
    for (const [id, { risk }] of risks) expect(risk).toBe(Number(id));
    expect(measured.at(-1)).toBe(90);
  });

  it('turns to another page at once, and leaves the rest of the first unread', async () => {
    const { list, readRows, calls } = hospital(many(200));
    const { store, run, show } = worklistOf({ list, readRows });
    await run();
    const later = upTo(200).slice(150);
    await Promise.all([show(upTo(100)), show(later)]);
    expect(calls).toEqual([40, 40, 10]);
    expect(later.every((id) => store.getState().risks.has(id))).toBe(true);
    expect(store.getState().rows.size).toBe(90);
  });

  it('reads the page that is turned to while the last chunk of another waits for the model', async () => {
    const { promise: model, resolve } = Promise.withResolvers<WorklistModel>();
    const { list, readRows } = hospital(many(60));
    const { run, show, counts } = worklistOf({ list, readRows, loadModel: () => model });
    await run();
    const first = show(upTo(30));
    await expect.poll(() => counts().rows).toBe(30);
    const second = show(upTo(60).slice(30));
    resolve(MODEL);
    await Promise.all([first, second]);
    expect(counts()).toEqual({ status: 'idle', group: 'all', rows: 60, risks: 60 });
  });

  it('keeps the rows and says why when the model fails', async () => {
    const loadModel = () => Promise.reject(new Error('No backend starts the model.'));
    const { store, run, show, counts } = worklistOf({ ...hospital(many(1)), loadModel });
    await run();
    await show(['0']);
    expect(store.getState().modelFailure).toBe('No backend starts the model.');
    expect(counts()).toEqual({ status: 'idle', group: 'all', rows: 1, risks: 0 });
  });

  it('does not complain of a model that nobody needs', async () => {
    const loadModel = () => Promise.reject(new Error('loaded'));
    const { store, run, show } = worklistOf({ ...hospital([rowOf('1', false)]), loadModel });
    await run();
    await show(['1']);
    expect(store.getState().modelFailure).toBeNull();
  });

  it.each<[string, Partial<WorklistSources>, string]>([
    ['refused', { list: async () => ({ ok: false, reason: 'The server says no.' }) }, 'The server says no.'],
    ['broken', { list: () => Promise.reject(new Error('offline')) }, 'offline'],
    [
      'refused half-way',
      { ...hospital(many(1)), readRows: async () => ({ ok: false, reason: 'Too busy.' }) },
      'Too busy.',
    ],
  ])('shows the reason of a list that is %s', async (_, sources, reason) => {
    const { store, run, show } = worklistOf(sources);
    await run();
    if (store.getState().status === 'listing') await show(['0']);
    expect(store.getState()).toMatchObject({ status: 'failed', reason });
  });

  it('is done at once where there is nobody', async () => {
    const { run, counts } = worklistOf({});
    await run();
    expect(counts().status).toBe('idle');
  });

  it('stops where it is when cancelled, and reads on when another page is looked at', async () => {
    const { list, readRows, calls } = hospital(many(100));
    const worklist = worklistOf({
      list,
      readRows: async (ids) => {
        if (calls.length === 1) worklist.cancel();
        return readRows(ids);
      },
    });
    await worklist.run();
    await worklist.show(upTo(100));
    expect(worklist.counts()).toMatchObject({ status: 'stopped', rows: 40 });
    expect(calls).toEqual([40, 40]);
    await worklist.show(['99']);
    expect(worklist.counts()).toMatchObject({ status: 'idle', rows: 41, risks: 41 });
  });

  it('lists the first group, and another alone when it is chosen', async () => {
    const { readRows } = hospital(many(90));
    const groups = [
      { id: 'few', label: 'Few', patients: ['3', '4'].map(headerOf) },
      { id: 'many', label: 'Many', patients: upTo(90).map(headerOf) },
    ];
    const list = async () => ({ ok: true as const, groups, truncated: false });
    const { run, choose, show, counts } = worklistOf({ list, readRows });
    await run();
    await show(['3', '4']);
    expect(counts()).toEqual({ status: 'idle', group: 'few', rows: 2, risks: 2 });
    choose('many');
    expect(counts()).toEqual({ status: 'idle', group: 'many', rows: 2, risks: 2 });
    await show(upTo(90));
    expect(counts()).toEqual({ status: 'idle', group: 'many', rows: 90, risks: 90 });
    await run();
    expect(counts()).toMatchObject({ group: 'many', rows: 90 });
  });

  it('explains what was scored in the order of the screen, and once', async () => {
    const explained: number[] = [];
    const loadModel = async (): Promise<WorklistModel> => ({
      ...MODEL,
      explain: async (row) => {
        explained.push(row.values[0] ?? Number.NaN);
        return MODEL.explain(row, []);
      },
    });
    const { run, show, store } = worklistOf({ ...hospital([...many(3), rowOf('9', false)]), loadModel });
    await run();
    await show(['2', '9', '0', '1']);
    await expect.poll(() => store.getState().explained.size).toBe(3);
    await show(['0', '1', '2']);
    expect(explained).toEqual([2, 0, 1]);
    expect(store.getState().explained.get('2')?.worthMeasuring?.low).toBe(2);
  });

  it('has no reasons for a patient whose reasons do not add up, and keeps those of the others', async () => {
    const loadModel = async (): Promise<WorklistModel> => ({
      ...MODEL,
      explain: (row) =>
        row.values[0] === 0 ? Promise.reject(new Error('not additive')) : MODEL.explain(row, []),
    });
    const { run, show, store } = worklistOf({ ...hospital(many(2)), loadModel });
    await run();
    await show(['0', '1']);
    await expect.poll(() => store.getState().explained.size).toBe(2);
    expect(store.getState().explained.get('0')).toBeNull();
  });

  it('keeps the risks that it shows, and tells what an earlier visit showed', async () => {
    const shown: [string, number][] = [];
    const { run, show, store } = worklistOf({
      ...hospital(many(2)),
      lookAgain: async (risks) => {
        shown.push(...risks);
        return new Map([['1', { risk: 0.5, model: 'm 1', at: 0 }]]);
      },
    });
    await run();
    await show(['0', '1']);
    expect(shown).toEqual([
      ['0', 0],
      ['1', 1],
    ]);
    expect(store.getState().looks.get('1')?.risk).toBe(0.5);
  });

  it('goes on where it was when it is opened again', async () => {
    const { list, readRows, calls } = hospital(many(10));
    const { open, show, cancel, counts } = worklistOf({ list, readRows });
    await open();
    await show(upTo(10));
    cancel();
    await open();
    await show(upTo(10));
    expect(calls).toEqual([10]);
    expect(counts()).toMatchObject({ status: 'idle', risks: 10 });
  });

  it('reads anew what was in sight, with nothing left of the run before', async () => {
    const { list, readRows, calls } = hospital(many(50));
    const { run, show, cancel, counts } = worklistOf({ list, readRows });
    await run();
    const first = show(upTo(50));
    cancel();
    const second = run();
    await Promise.all([first, second]);
    expect(counts()).toEqual({ status: 'idle', group: 'all', rows: 50, risks: 50 });
    await run();
    expect(counts().risks).toBe(50);
    expect(calls.at(-1)).toBe(10);
  });
});
