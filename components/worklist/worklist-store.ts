import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bands } from '#components/risk/risk-text.ts';
import type { Measured } from '#components/scoring/session-store.ts';
import type { Refusal } from '#lib/clinical/answer.ts';
import type { Issue } from '#lib/clinical/issue.ts';
import type { ExplainedRow } from '#lib/fusion/explain-row.ts';
import type { Row } from '#lib/fusion/rows.ts';
import type { ScreenedRisk } from '#lib/fusion/screen.ts';
import type { Look } from '#lib/worklist/last-look.ts';
import type { PatientGroup } from '#lib/worklist/patient-groups.ts';
import type { PatientGroups, WorklistChunk } from '#lib/worklist/worklist-answers.ts';
import type { WorklistRow } from '#lib/worklist/worklist-row.ts';
import { createExplanations, type Explained } from './explanations.ts';

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
  /** By patient id: why they have their risk. */
  readonly explained: Explained;
  /** By patient id: what an earlier visit showed. */
  readonly looks: ReadonlyMap<string, Look>;
  /** Limits of the model's bands, once it is loaded. */
  readonly bands: Bands | null;
  /** Patients whose charts are to be read now, in the order of the screen, those among them that have been read included. */
  readonly wanted: readonly string[];
  /** When the list was read, ms; `null`: it has not been. */
  readonly listedAt: number | null;
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

/** The model, ready to compute. */
export type WorklistModel = {
  readonly bands: Bands;
  /** Risks in the order of the rows. */
  readonly screen: (rows: readonly Row[]) => Promise<readonly ScreenedRisk[]>;
  /** `notRead`: sources that are on the chart and not in the row. */
  readonly explain: (row: Row, notRead: readonly string[]) => Promise<ExplainedRow>;
};

export type WorklistSources = {
  readonly list: () => Promise<PatientGroups>;
  readonly readRows: (ids: readonly string[]) => Promise<WorklistChunk>;
  /** Ready to compute at once, so that loading is not taken for computing. */
  readonly loadModel: () => Promise<WorklistModel>;
  /** Keeps risks that the list shows, and answers with those that an earlier visit showed. */
  readonly lookAgain: (risks: ReadonlyMap<string, number>) => Promise<ReadonlyMap<string, Look>>;
  readonly onMeasured: (latest: Measured) => void;
};

export type Worklist = {
  readonly store: StoreApi<WorklistState>;
  /** Goes on with what was read before, unless that was too long ago; never rejects. */
  readonly open: () => Promise<void>;
  /** Lists who there is, and reads anew what was wanted last; never rejects. */
  readonly run: () => Promise<void>;
  /** Lists another group from its beginning. */
  readonly choose: (group: string) => void;
  /** Reads, scores and explains these patients, in this order, unless it was done; the latest wish counts. Never rejects. */
  readonly show: (ids: readonly string[]) => Promise<void>;
  readonly cancel: () => void;
};

/** A list older than this is read anew when the reader comes back to it. */
const FRESH_MS = 10 * 60_000;

const EMPTY: WorklistState = {
  status: 'listing',
  groups: [],
  group: null,
  rows: new Map(),
  risks: new Map(),
  explained: new Map(),
  looks: new Map(),
  bands: null,
  wanted: [],
  listedAt: null,
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
    const looks = await sources.lookAgain(new Map([...scored].map(([id, { risk }]) => [id, risk])));
    store.setState((state) => ({ looks: new Map([...state.looks, ...looks]) }));
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

  async function list(signal: AbortSignal): Promise<void> {
    // The model loads while the list is read; whoever needs it is told of a failure.
    sources.loadModel().catch(() => undefined);
    const { groups, truncated } = accepted(await sources.list());
    if (signal.aborted) return;
    const { id: group = null } = groups.find(({ id }) => id === chosen) ?? groups[0] ?? {};
    store.setState({
      groups,
      group,
      truncated,
      listedAt: Date.now(),
      ...(groups.length === 0 ? { status: 'idle' } : {}),
    });
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
    },
    run,
    choose(group) {
      chosen = group;
      const { groups } = store.getState();
      if (groups.some(({ id }) => id === group)) store.setState({ group });
    },
    show,
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
