import { describe, expect, it } from 'vitest';
import type { WorklistRow } from './worklist-row.ts';
import {
  createWorklist,
  type PatientGroups,
  type WorklistChunk,
  type WorklistSources,
} from './worklist-store.ts';

const rowOf = (id: string, eligible = true): WorklistRow => ({
  patient: { id, name: id, birthDate: null, sex: null, mrn: null, deceased: false, simulated: true },
  at: null,
  discharged: null,
  latest: null,
  gaps: [],
  issues: 0,
  input: eligible ? { values: Float32Array.of(Number(id)), present: Float32Array.of(1) } : null,
  reason: eligible ? null : 'No stay.',
});

/** A server with these patients; `calls` are the sizes of the chunks asked for. */
function hospital(rows: readonly WorklistRow[]) {
  const calls: number[] = [];
  const byId = new Map(rows.map((row) => [row.patient.id, row]));
  return {
    calls,
    list: async (): Promise<PatientGroups> => ({
      ok: true,
      groups: [{ id: 'all', label: 'All', ids: [...byId.keys()] }],
      truncated: false,
    }),
    readRows: async (ids: readonly string[]): Promise<WorklistChunk> => {
      calls.push(ids.length);
      return { ok: true, rows: ids.flatMap((id) => byId.get(id) ?? []), issues: [] };
    },
  };
}

const many = (count: number) => Array.from({ length: count }, (_, at) => rowOf(String(at)));

function worklistOf(parts: Partial<WorklistSources>) {
  const measured: number[] = [];
  const worklist = createWorklist({
    ...hospital([]),
    loadScreen: async () => async (rows) =>
      rows.map(({ values: [risk = 0] }) => ({
        risk,
        interval: { level: 0.9, low: risk, high: risk },
        band: 'low' as const,
      })),
    onMeasured: ({ patients }) => measured.push(patients),
    ...parts,
  });
  return { ...worklist, measured };
}

describe('createWorklist', () => {
  it('reads every chunk and gives each patient their own risk', async () => {
    const { list, readRows, calls } = hospital([...many(90), rowOf('90', false)]);
    const { store, run, measured } = worklistOf({ list, readRows });
    await run();
    const { status, rows, risks, total } = store.getState();
    expect({ status, total, calls }).toEqual({ status: 'done', total: 91, calls: [40, 40, 11] });
    expect(rows.map(({ patient }) => Number(patient.id))).toEqual(Array.from({ length: 91 }, (_, at) => at));
    expect(risks.size).toBe(90);
    for (const [id, { risk }] of risks) expect(risk).toBe(Number(id));
    expect(measured.at(-1)).toBe(90);
  });

  it('keeps the rows and says why when the model fails', async () => {
    const loadScreen = () => Promise.reject(new Error('No backend starts the model.'));
    const { store, run } = worklistOf({ ...hospital(many(1)), loadScreen });
    await run();
    expect(store.getState()).toMatchObject({
      status: 'done',
      modelFailure: 'No backend starts the model.',
      rows: [{ patient: { id: '0' } }],
    });
    expect(store.getState().risks.size).toBe(0);
  });

  it('does not complain of a model that nobody needs', async () => {
    const loadScreen = () => Promise.reject(new Error('loaded'));
    const { store, run } = worklistOf({ ...hospital([rowOf('1', false)]), loadScreen });
    await run();
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
    const { store, run } = worklistOf(sources);
    await run();
    expect(store.getState()).toMatchObject({ status: 'failed', reason });
  });

  it('stops where it is when cancelled', async () => {
    const { list, readRows, calls } = hospital(many(100));
    const worklist = worklistOf({
      list,
      readRows: async (ids) => {
        if (calls.length === 1) worklist.cancel();
        return readRows(ids);
      },
    });
    await worklist.run();
    expect(worklist.store.getState().status).toBe('stopped');
    expect(worklist.store.getState().rows).toHaveLength(40);
    expect(calls).toEqual([40, 40]);
  });

  it('lists the first group, and another alone when it is chosen', async () => {
    const { readRows } = hospital(many(90));
    const groups = [
      { id: 'few', label: 'Few', ids: ['3', '4'] },
      { id: 'many', label: 'Many', ids: many(90).map(({ patient }) => patient.id) },
    ];
    const list = async () => ({ ok: true as const, groups, truncated: false });
    const { store, run, choose } = worklistOf({ list, readRows });
    const shown = () => {
      const { group, rows, risks, total, status } = store.getState();
      return { group, rows: rows.length, risks: risks.size, total, status };
    };
    await run();
    expect(shown()).toEqual({ group: 'few', rows: 2, risks: 2, total: 2, status: 'done' });
    await Promise.all([choose('many'), choose('few'), choose('many')]);
    expect(shown()).toEqual({ group: 'many', rows: 90, risks: 90, total: 90, status: 'done' });
    await run();
    expect(shown().group).toBe('many');
  });

  it('starts anew after a cancel, with nothing left of the run before', async () => {
    const { store, run, cancel } = worklistOf(hospital(many(50)));
    const first = run();
    cancel();
    const second = run();
    await Promise.all([first, second]);
    const { status, rows, risks } = store.getState();
    expect({ status, rows: rows.length, risks: risks.size }).toEqual({ status: 'done', rows: 50, risks: 50 });
  });
});
