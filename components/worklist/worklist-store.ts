import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Measured } from '#components/scoring/predictor-store.ts';
import type { Issue } from '#lib/clinical/issue.ts';
import type { Row } from '#lib/fusion/rows.ts';
import type { ScreenedRisk } from '#lib/fusion/screen.ts';
import type { PatientGroup } from './patient-groups.ts';
import type { WorklistRow } from './worklist-row.ts';

type Refusal = { readonly ok: false; readonly reason: string };

/** Who is there to list; `truncated`: the server has more. A refusal's reason is a sentence for the screen. */
export type PatientGroups =
  | { readonly ok: true; readonly groups: readonly PatientGroup[]; readonly truncated: boolean }
  | Refusal;

/** Rows of some patients; a patient whose chart could not be had is an issue instead. */
export type WorklistChunk =
  | { readonly ok: true; readonly rows: readonly WorklistRow[]; readonly issues: readonly Issue[] }
  | Refusal;

export type WorklistState = {
  /** `stopped`: the reader cancelled, and the list is incomplete. */
  readonly status: 'reading' | 'done' | 'stopped' | 'failed';
  /** Whose patients can be listed, once it is known. */
  readonly groups: readonly PatientGroup[];
  /** Id of the group that the list shows. */
  readonly group: string | null;
  readonly rows: readonly WorklistRow[];
  /** By patient id; a patient without an entry has no score (yet). */
  readonly risks: ReadonlyMap<string, ScreenedRisk>;
  /** All patients of the list, once it is known. */
  readonly total: number | null;
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
  /** Reads and scores the whole list from its beginning; settles when nothing is left to do and never rejects. */
  readonly run: () => Promise<void>;
  /** Lists another group from its beginning. */
  readonly choose: (group: string) => Promise<void>;
  readonly cancel: () => void;
};

const EMPTY: WorklistState = {
  status: 'reading',
  groups: [],
  group: null,
  rows: [],
  risks: new Map(),
  total: null,
  truncated: false,
  issues: [],
  scoringMs: 0,
  reason: null,
  modelFailure: null,
};

const NOBODY = { id: null, ids: [] } as const;

const sentence = (thrown: unknown, otherwise: string): string =>
  thrown instanceof Error && thrown.message !== '' ? thrown.message : otherwise;

/** Small enough for first risks at once, large enough that the list does not wait for the network. */
const CHUNK = 40;

function* chunksOf(ids: readonly string[]): Generator<readonly string[]> {
  for (let start = 0; start < ids.length; start += CHUNK) yield ids.slice(start, start + CHUNK);
}

function accepted<T extends { readonly ok: true }>(answer: T | Refusal): T {
  if (answer.ok) return answer;
  throw new Error(answer.reason);
}

/** Reads the list chunk by chunk and scores each chunk in this browser while the next one is read. */
export function createWorklist(sources: WorklistSources): Worklist {
  const store = createStore<WorklistState>(() => EMPTY);
  let current: AbortController | undefined;
  let wanted: string | null = null;

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

  async function read(signal: AbortSignal): Promise<void> {
    const tellFailure = (cause: unknown) => {
      if (!signal.aborted) store.setState({ modelFailure: sentence(cause, 'The model could not be run.') });
    };
    // The model loads while the charts are read; whoever needs it is told of a failure.
    sources.loadScreen().catch(() => undefined);
    const { groups, truncated } = accepted(await sources.list());
    if (signal.aborted) return;
    const { id: group, ids } = groups.find(({ id }) => id === wanted) ?? groups[0] ?? NOBODY;
    store.setState({ groups, group, total: ids.length, truncated });
    // One chunk after the other: times of work that overlaps would count twice.
    let scoring = Promise.resolve();
    for (const chunk of chunksOf(ids)) {
      const { rows, issues } = accepted(await sources.readRows(chunk));
      if (signal.aborted) return;
      store.setState((state) => ({ rows: [...state.rows, ...rows], issues: [...state.issues, ...issues] }));
      scoring = scoring.then(() => score(rows, signal)).catch(tellFailure);
    }
    await scoring;
    if (!signal.aborted) store.setState({ status: 'done' });
  }

  async function run(): Promise<void> {
    current?.abort();
    current = new AbortController();
    const { signal } = current;
    const { groups, group } = store.getState();
    // The choice stays on the screen while its list is read anew.
    store.setState({ ...EMPTY, groups, group: wanted ?? group }, true);
    try {
      await read(signal);
    } catch (cause) {
      if (!signal.aborted)
        store.setState({ status: 'failed', reason: sentence(cause, 'The list could not be read.') });
    }
  }

  return {
    store,
    run,
    choose(group) {
      wanted = group;
      return run();
    },
    cancel() {
      current?.abort();
      if (store.getState().status === 'reading') store.setState({ status: 'stopped' });
    },
  };
}

type Eligible = { readonly id: string; readonly input: Row };

const eligible = (rows: readonly WorklistRow[]): readonly Eligible[] =>
  rows.flatMap(({ patient, input }) => (input ? [{ id: patient.id, input }] : []));
