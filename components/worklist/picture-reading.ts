import { createStore, type StoreApi } from 'zustand/vanilla';
import { PICTURE_SOURCES } from '#lib/worklist/not-read.ts';
import type { WorklistRow } from '#lib/worklist/worklist-row.ts';
import type { Worklist } from './worklist-state.ts';

/** How far the pictures of the list have come. */
export type PictureState = {
  readonly status: 'idle' | 'reading' | 'paused';
  /** Whose pictures are being read. */
  readonly patientId: string | null;
  /** Pictures that were looked at. */
  readonly done: number;
  /** Those among them that gave no findings. */
  readonly refused: number;
  /** `done` and those still to come of the patients in sight. */
  readonly of: number;
  /** Why it paused by itself, in a sentence. */
  readonly because: string | null;
};

export type PictureSources = {
  readonly worklist: Pick<Worklist, 'store' | 'renew'>;
  /** The row with what was read from its pictures. Rejects when aborted, and when a network fails. */
  readonly read: (row: WorklistRow, signal: AbortSignal) => Promise<WorklistRow>;
  /** Resolves when nothing else is wanted of page and network. Rejects when aborted. */
  readonly untilQuiet: (signal: AbortSignal) => Promise<void>;
  readonly isOnline: () => boolean;
  /** Why nothing is to be read until the reader says so; `null`: nothing speaks against it. */
  readonly objection: () => string | null;
};

export type PictureReading = {
  readonly store: StoreApi<PictureState>;
  /** The list is on screen. `inView`: ids of the patients whose rows can be seen now. */
  readonly enter: (inView: () => ReadonlySet<string>) => void;
  /** The list is left: what is under way is given up, and read another time. */
  readonly leave: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
};

/** A page of the list: whoever reads all charts of a hospital does not ask for all its pictures. */
const MOST_PATIENTS = 50;
/** So many patients in a row without a readable picture: the archive does not answer, and is left alone. */
const MOST_IN_VAIN = 3;

const NOTHING: PictureState = {
  status: 'idle',
  patientId: null,
  done: 0,
  refused: 0,
  of: 0,
  because: null,
};

const picturesOf = ({ notRead }: WorklistRow): number =>
  notRead.filter((source) => PICTURE_SOURCES.has(source)).length;

const reasonOf = (thrown: unknown): string =>
  thrown instanceof Error && thrown.message !== '' ? thrown.message : 'A network failed.';

/**
 * Reads the pictures of the patients of a list that is on screen, scored and explained: one patient after the other, rows that can be
 * seen first, the highest risk first, each when the page is quiet. A picture is asked for once for each time the list is read.
 */
export function createPictureReading(sources: PictureSources): PictureReading {
  const { worklist } = sources;
  const store = createStore<PictureState>(() => NOTHING);
  let visit: AbortController | null = null;
  let visible: () => ReadonlySet<string> = () => new Set();
  let isRunning = false;
  let inVain = 0;
  let { listedAt } = worklist.store.getState();
  let wasAsked = false;

  /** Rows of the page with pictures to read, the highest risk first. */
  function unread(): readonly WorklistRow[] {
    const { wanted, rows, risks } = worklist.store.getState();
    const riskOf = ({ patient }: WorklistRow) => risks.get(patient.id)?.risk ?? 0;
    return wanted
      .slice(0, MOST_PATIENTS)
      .flatMap((id) => rows.get(id) ?? [])
      .filter(({ pictures, patient }) => pictures !== null && risks.has(patient.id))
      .toSorted((a, b) => riskOf(b) - riskOf(a));
  }

  function next(): WorklistRow | undefined {
    const { status, explained } = worklist.store.getState();
    if (status !== 'idle') return undefined;
    const ready = unread().filter(({ patient }) => explained.has(patient.id));
    const seen = visible();
    return ready.find(({ patient }) => seen.has(patient.id)) ?? ready[0];
  }

  const toCome = (): number => unread().reduce((sum, row) => sum + picturesOf(row), 0);

  function show(change: Partial<PictureState>): void {
    const { done } = store.getState();
    store.setState({ ...change, of: (change.done ?? done) + toCome() });
  }

  async function readOne(row: WorklistRow, signal: AbortSignal): Promise<void> {
    show({ status: 'reading', patientId: row.patient.id });
    const read = await sources.read(row, signal);
    const pictures = picturesOf(row);
    const refused = Math.min(pictures, read.refused.length);
    // Nothing is known of the pictures: the computer lost its network.
    if (refused === pictures && !sources.isOnline()) return;
    await worklist.renew(row, read);
    signal.throwIfAborted();
    const before = store.getState();
    show({ done: before.done + pictures, refused: before.refused + refused, patientId: null });
    inVain = refused === pictures ? inVain + 1 : 0;
    if (inVain >= MOST_IN_VAIN) throw new Error(read.refused[0]);
  }

  async function run(signal: AbortSignal): Promise<void> {
    while (next()) {
      show({ status: 'reading' });
      await sources.untilQuiet(signal);
      const row = next();
      if (row) await readOne(row, signal);
    }
  }

  /** Starts where something is to be read, the list is on screen, and nothing speaks against it. */
  function wake(): void {
    const { status } = store.getState();
    if (visit === null || isRunning || status === 'paused' || !next()) return;
    const because = wasAsked ? null : sources.objection();
    if (because !== null) {
      show({ status: 'paused', because });
      return;
    }
    const { signal } = visit;
    isRunning = true;
    run(signal)
      .then(() => show({ status: 'idle', patientId: null }))
      .catch((cause: unknown) => {
        if (!signal.aborted) show({ status: 'paused', patientId: null, because: reasonOf(cause) });
      })
      .finally(() => {
        if (visit?.signal === signal) isRunning = false;
        wake();
      });
  }

  function stop(): void {
    visit?.abort();
    isRunning = false;
  }

  /** A list that was read anew has its pictures still to come. What the reader paused stays so. */
  function begin(): void {
    inVain = 0;
    stop();
    if (visit) visit = new AbortController();
    const { status, because } = store.getState();
    store.setState(status === 'paused' && because === null ? { ...NOTHING, status } : NOTHING);
  }

  function follow(): void {
    const { listedAt: now } = worklist.store.getState();
    if (now !== listedAt) begin();
    listedAt = now;
    const { patientId, done, of } = store.getState();
    if (patientId === null && of !== done + toCome()) show({});
    wake();
  }

  worklist.store.subscribe(follow);

  return {
    store,
    enter(inView) {
      visible = inView;
      visit = new AbortController();
      wake();
    },
    leave() {
      stop();
      visit = null;
      if (store.getState().status === 'reading') store.setState({ status: 'idle', patientId: null });
    },
    pause() {
      stop();
      if (visit) visit = new AbortController();
      store.setState({ status: 'paused', patientId: null, because: null });
    },
    resume() {
      wasAsked = true;
      inVain = 0;
      store.setState({ status: 'idle', because: null });
      wake();
    },
  };
}
