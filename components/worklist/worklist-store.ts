import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Measured } from '#components/scoring/session-store.ts';
import type { Refusal } from '#lib/clinical/answer.ts';
import type { Issue } from '#lib/clinical/issue.ts';
import type { Row } from '#lib/fusion/rows.ts';
import type { ScreenedRisk } from '#lib/fusion/screen.ts';
import type { PatientGroup } from '#lib/worklist/patient-groups.ts';
import type { PatientGroups, WorklistChunk } from '#lib/worklist/worklist-answers.ts';
import type { WorklistRow } from '#lib/worklist/worklist-row.ts';

export type WorklistState = {
  /** `listing`: who there is; `reading`: charts of the page in sight; `stopped`: the reader cancelled that. */
  readonly status: 'listing' | 'reading' | 'idle' | 'stopped' | 'failed';
  /** Whose patients can be listed, once it is known. */
  readonly groups: readonly PatientGroup[];
  /** Id of the group that the list shows. */
  readonly group: string | null;
  /** By patient id; a patient without an entry is listed and the chart has not been read (yet). */
  readonly rows: ReadonlyMap<string, WorklistRow>;
  /** By patient id; a patient without an entry has no score (yet). */
  readonly risks: ReadonlyMap<string, ScreenedRisk>;
  /** Patients whose charts are to be read now, those among them that have been read included. */
  readonly wanted: readonly string[];
  /** The server has more patients than the list. */
  readonly truncated: boolean;
  /** Patients whose charts could not be had. */
  readonly issues: readonly Issue[];
  /** Time spent in the model so far. */
  readonly scoringMs: number;
  /** Why the list is incomplete. */
  readonly reason: string | null;
  /** Why no risk could be computed although the charts were read. */
  readonly modelFailure: string | null;
};

/** Risks in the order of the rows. */
export type Screen = (rows: readonly Row[]) => Promise<readonly ScreenedRisk[]>;

export type WorklistSources = {
  readonly list: () => Promise<PatientGroups>;
  readonly readRows: (ids: readonly string[]) => Promise<WorklistChunk>;
  /** Ready to compute at once, so that loading is not taken for computing. */
  readonly loadScreen: () => Promise<Screen>;
  readonly onMeasured: (latest: Measured) => void;
};

export type Worklist = {
  readonly store: StoreApi<WorklistState>;
  /** Lists who there is, and reads anew what was wanted last; never rejects. */
  readonly run: () => Promise<void>;
  /** Lists another group from its beginning. */
  readonly choose: (group: string) => Promise<void>;
  /** Reads and scores these patients, in this order, unless it was done; the latest wish counts. Never rejects. */
  readonly show: (ids: readonly string[]) => Promise<void>;
  readonly cancel: () => void;
};

const EMPTY: WorklistState = {
  status: 'listing',
  groups: [],
  group: null,
  rows: new Map(),
  risks: new Map(),
  wanted: [],
  truncated: false,
  issues: [],
  scoringMs: 0,
  reason: null,
  modelFailure: null,
};

const sentence = (thrown: unknown, otherwise: string): string =>
  thrown instanceof Error && thrown.message !== '' ? thrown.message : otherwise;

function accepted<T extends { readonly ok: true }>(answer: T | Refusal): T {
  if (answer.ok) return answer;
  throw new Error(answer.reason);
}

/**
 * Lists all patients at once and reads the charts of those in sight, chunk by chunk; each chunk is scored in this browser
 * while the next one is read.
 *
 * @param chunkSize charts in one request: small, so that first risks come at once; large, so that no network is waited for
 */
export function createWorklist(sources: WorklistSources, chunkSize: number): Worklist {
  const store = createStore<WorklistState>(() => EMPTY);
  let current = new AbortController();
  let chosen: string | null = null;
  let reading: Promise<void> | null = null;
  /** Patients that need not be asked for again: read, or reported as unreadable. */
  let settled = new Set<string>();

  function keep(patients: readonly Eligible[], risks: readonly ScreenedRisk[], milliseconds: number): void {
    const known = new Map(store.getState().risks);
    for (const [index, { id }] of patients.entries()) {
      const risk = risks[index];
      if (risk) known.set(id, risk);
    }
    const scoringMs = store.getState().scoringMs + milliseconds;
    store.setState({ risks: known, scoringMs });
    sources.onMeasured({ milliseconds: scoringMs, patients: known.size });
  }

  async function score(rows: readonly WorklistRow[], signal: AbortSignal): Promise<void> {
    const patients = eligible(rows);
    if (patients.length === 0) return;
    const screen = await sources.loadScreen();
    if (signal.aborted) return;
    const started = performance.now();
    const risks = await screen(patients.map(({ input }) => input));
    if (!signal.aborted) keep(patients, risks, performance.now() - started);
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
    const next = () =>
      store
        .getState()
        .wanted.filter((id) => !settled.has(id))
        .slice(0, chunkSize);
    for (let chunk = next(); chunk.length > 0; chunk = next()) {
      const read = accepted(await sources.readRows(chunk));
      if (signal.aborted) return;
      for (const id of chunk) settled.add(id);
      add(read);
      scoring = scoring.then(() => score(read.rows, signal)).catch(tellFailure);
    }
    await scoring;
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
      if (!signal.aborted) store.setState({ status: 'idle' });
    });

  async function list(signal: AbortSignal): Promise<void> {
    // The model loads while the list is read; whoever needs it is told of a failure.
    sources.loadScreen().catch(() => undefined);
    const { groups, truncated } = accepted(await sources.list());
    if (signal.aborted) return;
    const { id: group = null } = groups.find(({ id }) => id === chosen) ?? groups[0] ?? {};
    store.setState({ groups, group, truncated, ...(groups.length === 0 ? { status: 'idle' } : {}) });
  }

  async function run(): Promise<void> {
    current.abort();
    current = new AbortController();
    const { signal } = current;
    [settled, reading] = [new Set(), null];
    const { groups, group, wanted } = store.getState();
    const again = chosen === null || chosen === group ? wanted : [];
    // The choice stays on the screen while its list is read anew.
    store.setState({ ...EMPTY, groups, group: chosen ?? group }, true);
    await attempt(signal, 'The list could not be read.', () => list(signal));
    const { status } = store.getState();
    if (!signal.aborted && status === 'listing' && again.length > 0) await show(again);
  }

  function show(ids: readonly string[]): Promise<void> {
    store.setState({ wanted: ids });
    if (reading) return reading;
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
    run,
    choose(group) {
      chosen = group;
      return run();
    },
    show,
    cancel() {
      current.abort();
      reading = null;
      const { status } = store.getState();
      if (status === 'listing' || status === 'reading') store.setState({ status: 'stopped' });
    },
  };
}

type Eligible = { readonly id: string; readonly input: Row };

const eligible = (rows: readonly WorklistRow[]): readonly Eligible[] =>
  rows.flatMap(({ patient, input }) => (input ? [{ id: patient.id, input }] : []));
