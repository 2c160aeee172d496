import { createStore } from 'zustand/vanilla';
import type { Refusal } from '#lib/clinical/answer.ts';
import type { Row } from '#lib/fusion/rows.ts';
import type { ScreenedRisk } from '#lib/fusion/screen.ts';
import type { PatientGroups, WorklistChunk } from '#lib/worklist/worklist-answers.ts';
import type { WorklistRow } from '#lib/worklist/worklist-row.ts';
import { createExplanations } from './explanations.ts';
import {
  EMPTY,
  type Worklist,
  type WorklistModel,
  type WorklistSources,
  type WorklistState,
} from './worklist-state.ts';

/** A list older than this is read anew when the reader comes back to it. */
const FRESH_MS = 10 * 60_000;

const sentence = (thrown: unknown, otherwise: string): string =>
  thrown instanceof Error && thrown.message !== '' ? thrown.message : otherwise;

function accepted<T extends { readonly ok: true }>(answer: T | Refusal): T {
  if (answer.ok) return answer;
  throw new Error(answer.reason);
}

const listed = ({ groups, truncated }: PatientGroups & { readonly ok: true }, chosen: string | null) => ({
  groups,
  group: (groups.find(({ id }) => id === chosen) ?? groups[0])?.id ?? null,
  truncated,
  listedAt: Date.now(),
  ...(groups.length === 0 ? { status: 'idle' as const } : {}),
});

/**
 * Lists all patients at once and reads the charts of those in sight, chunk by chunk; each chunk is scored in this browser
 * while the next one is read.
 *
 * @param chunkSize charts in one request: small, so that first risks come at once; large, so that no network is waited for
 * @param first the list that came with the page; `null`: it is asked for when the list is opened
 */
export function createWorklist(
  sources: WorklistSources,
  chunkSize: number,
  first: PatientGroups | null = null,
): Worklist {
  const store = createStore<WorklistState>(() => (first?.ok ? { ...EMPTY, ...listed(first, null) } : EMPTY));
  let current = new AbortController();
  let chosen: string | null = null;
  let reading: Promise<void> | null = null;
  /** Patients that need not be asked for again: read, or reported as unreadable. */
  let settled = new Set<string>();
  let explain: WorklistModel['explain'] | null = null;
  const explanations = createExplanations(
    (id) => {
      const { rows, risks, explained } = store.getState();
      const row = risks.has(id) && !explained.has(id) ? rows.get(id) : undefined;
      return explain && row?.input ? explain(row.input, row.notRead) : null;
    },
    (found) => store.setState(({ explained }) => ({ explained: new Map([...explained, ...found]) })),
  );

  async function keep(
    patients: readonly Eligible[],
    risks: readonly ScreenedRisk[],
    milliseconds: number,
  ): Promise<void> {
    const scored = new Map(
      patients.flatMap(({ id }, index) => {
        const risk = risks[index];
        return risk ? [[id, risk] as const] : [];
      }),
    );
    const known = new Map([...store.getState().risks, ...scored]);
    const scoringMs = store.getState().scoringMs + milliseconds;
    store.setState({ risks: known, scoringMs });
    sources.onMeasured({ milliseconds: scoringMs, patients: known.size });
    await look(scored);
  }

  /** Keeps risks that are shown, and tells what an earlier visit showed. */
  async function look(shown: ReadonlyMap<string, ScreenedRisk>): Promise<void> {
    const looks = await sources.lookAgain(new Map([...shown].map(([id, { risk }]) => [id, risk])));
    store.setState((state) => ({ looks: new Map([...state.looks, ...looks]) }));
  }

  async function renew(former: WorklistRow, row: WorklistRow): Promise<void> {
    const { id } = row.patient;
    const model = await sources.loadModel();
    const [risk] = row.input ? await model.screen([row.input]) : [];
    const explained = row.input ? await model.explain(row.input, row.notRead).catch(() => null) : null;
    const { rows, risks } = store.getState();
    const before = risks.get(id);
    // The list was read anew meanwhile, with its pictures still to be read.
    if (!risk || !before || rows.get(id) !== former) return;
    store.setState((state) => ({
      rows: new Map(state.rows).set(id, row),
      risks: new Map(state.risks).set(id, risk),
      explained: new Map(state.explained).set(id, explained),
      renewals: new Map(state.renewals).set(id, { former: before, seen: false }),
    }));
    await look(new Map([[id, risk]]));
  }

  function see(ids?: readonly string[]): void {
    const { renewals } = store.getState();
    const seen = [...renewals].filter(([id, one]) => !one.seen && (ids?.includes(id) ?? true));
    if (seen.length === 0) return;
    const marked = seen.map(([id, one]) => [id, { ...one, seen: true }] as const);
    store.setState({ renewals: new Map([...renewals, ...marked]) });
  }

  async function score(rows: readonly WorklistRow[], signal: AbortSignal): Promise<void> {
    const patients = eligible(rows);
    if (patients.length === 0) return;
    const model = await sources.loadModel();
    if (signal.aborted) return;
    explain = model.explain;
    store.setState({ bands: model.bands });
    const started = performance.now();
    const risks = await model.screen(patients.map(({ input }) => input));
    if (!signal.aborted) await keep(patients, risks, performance.now() - started);
  }

  function add({ rows, issues }: WorklistChunk & { ok: true }): void {
    store.setState((state) => ({
      rows: new Map([...state.rows, ...rows.map((row) => [row.patient.id, row] as const)]),
      issues: [...state.issues, ...issues],
    }));
  }

  async function readWanted(signal: AbortSignal): Promise<void> {
    const tellFailure = (cause: unknown) => {
      if (!signal.aborted) store.setState({ modelFailure: sentence(cause, 'The model could not be run.') });
    };
    const { rows, risks } = store.getState();
    // Read before a cancel that came before their risks.
    const unscored = [...rows.values()].filter(({ patient }) => !risks.has(patient.id));
    // One chunk after the other: times of work that overlaps would count twice.
    let scoring = score(unscored, signal).catch(tellFailure);
    const unread = () =>
      store
        .getState()
        .wanted.filter((id) => !settled.has(id))
        .slice(0, chunkSize);
    /** Another page may be turned to while the last chunk is scored. */
    const next = async () => {
      if (unread().length === 0) await scoring;
      return signal.aborted ? [] : unread();
    };
    for (let chunk = await next(); chunk.length > 0; chunk = await next()) {
      const read = accepted(await sources.readRows(chunk));
      if (signal.aborted) return;
      for (const id of chunk) settled.add(id);
      add(read);
      scoring = scoring.then(() => score(read.rows, signal)).catch(tellFailure);
    }
  }

  /** Does what can fail for reasons that the reader should see; after an abort nobody is told anything. */
  async function attempt(signal: AbortSignal, otherwise: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      if (!signal.aborted) store.setState({ status: 'failed', reason: sentence(cause, otherwise) });
    }
  }

  const readOn = (signal: AbortSignal): Promise<void> =>
    attempt(signal, 'The charts could not be read.', async () => {
      await readWanted(signal);
      if (signal.aborted) return;
      store.setState({ status: 'idle' });
      explanations.want(store.getState().wanted);
    });

  /** The model loads while list and charts are read; whoever needs it is told of a failure. */
  const loadMeanwhile = () => void sources.loadModel().catch(() => undefined);

  async function list(signal: AbortSignal): Promise<void> {
    loadMeanwhile();
    const answer = accepted(await sources.list());
    if (!signal.aborted) store.setState(listed(answer, chosen));
  }

  async function run(): Promise<void> {
    current.abort();
    current = new AbortController();
    explanations.stop();
    const { signal } = current;
    [settled, reading] = [new Set(), null];
    const { groups, group, wanted } = store.getState();
    // The choice stays on the screen while its list is read anew.
    store.setState({ ...EMPTY, groups, group: chosen ?? group }, true);
    await attempt(signal, 'The list could not be read.', () => list(signal));
    const { status } = store.getState();
    if (!signal.aborted && status === 'listing' && wanted.length > 0) await show(wanted);
  }

  /** Whether nothing is left to be read or computed of a patient. */
  function isDone(id: string): boolean {
    const { rows, risks } = store.getState();
    return settled.has(id) && (risks.has(id) || !rows.get(id)?.input);
  }

  function show(ids: readonly string[]): Promise<void> {
    store.setState({ wanted: ids });
    if (reading) return reading;
    if (store.getState().status === 'idle' && ids.every(isDone)) {
      explanations.want(ids);
      return Promise.resolve();
    }
    if (current.signal.aborted) current = new AbortController();
    const { signal } = current;
    store.setState({ status: 'reading', reason: null });
    const mine = readOn(signal).finally(() => {
      if (reading === mine) reading = null;
    });
    reading = mine;
    return mine;
  }

  return {
    store,
    async open() {
      const { listedAt } = store.getState();
      if (listedAt === null || Date.now() - listedAt > FRESH_MS) await run();
      else loadMeanwhile();
    },
    run,
    choose(group) {
      chosen = group;
      const { groups } = store.getState();
      if (groups.some(({ id }) => id === group)) store.setState({ group });
    },
    show,
    renew,
    see,
    cancel() {
      current.abort();
      reading = null;
      explanations.stop();
      const { status } = store.getState();
      if (status === 'listing' || status === 'reading') store.setState({ status: 'stopped' });
    },
  };
}

type Eligible = { readonly id: string; readonly input: Row };

const eligible = (rows: readonly WorklistRow[]): readonly Eligible[] =>
  rows.flatMap(({ patient, input }) => (input ? [{ id: patient.id, input }] : []));
