import 'server-only';
import { alertConditions } from '#lib/icu/alerts/alert.ts';
import type { StreamEvent } from '#lib/icu/events/stream-event.ts';
import { LiveCurves } from '#lib/icu/stage-two/live-curves.ts';
import type { WallClock } from '#lib/icu/wall/wall-message.ts';
import { filesWithin } from '../chart-files.ts';
import type { Database } from '../database/database.ts';
import { environment } from '../env.ts';
import { openOpaqueIds } from '../similarity/opaque-ids.ts';
import { latestScore } from './alerts/preview.ts';
import { askSecond } from './explain/ask-second.ts';
import { writeCurveHours } from './explain/curve-hours.ts';
import type { Freshness } from './hub/freshness.ts';
import type { Hub } from './hub/hub.ts';
import { openHub } from './hub/open-hub.ts';
import { watchStream } from './monitoring/watch-stream.ts';
import { openedStream } from './opened-stream.ts';
import { foldWardHistories } from './ward-histories.ts';
import { simulatedWard, startWardReplay, type WardReplay } from './ward-replay.ts';
import { startWardScorer } from './ward-scorer.ts';

/** So long after the last look the wall rests: nobody pays for a replay that nobody sees. */
const REST_MS = 2 * 60_000;

/** What runs in this process while somebody looks at intensive care. */
export type Ward = {
  readonly hub: Hub;
  /** The last half minute of what monitors draw, for stage two. */
  readonly curves: LiveCurves;
  readonly fresh: Freshness;
  readonly clock: () => WallClock;
  /** `null`: the wall shows what happens now. */
  readonly replay: WardReplay | null;
  readonly close: () => void;
};

type Shared = { ward?: Ward; opening?: Promise<Ward>; looking: number; rest?: NodeJS.Timeout };

// Route handlers are bundled apart, and each copy must find the same ward.
const KEY = Symbol.for('consilium.icu-ward');
const holder: typeof globalThis & { [KEY]?: Shared } = globalThis;

function shared(): Shared {
  holder[KEY] ??= { looking: 0 };
  return holder[KEY];
}

const realClock = (): WallClock => ({ now: Date.now(), speed: 1, replay: null });

/** Without histories the wall is whole but for explanations, which say what they lack. */
function tellUnlessAborted(cause: unknown): void {
  if (cause instanceof Error && cause.name !== 'AbortError')
    process.stdout.write(`Intensive care: histories of the simulated ward: ${cause.message}\n`);
}

/** A replay goes on after what it has shown before: time on a ward never goes back. */
async function nextStart(database: Database): Promise<number> {
  const latest = await Promise.all(alertConditions.map((condition) => latestScore(database, condition)));
  return Math.max(Date.now(), ...latest.map((score) => score?.at ?? 0));
}

/** Curves of hours that are over: whoever cannot write them explains without. */
async function keepCurves(
  database: Database,
  curves: LiveCurves,
  events: readonly StreamEvent[],
): Promise<void> {
  const over = curves.take(events.flatMap((event) => (event.kind === 'waveform' ? [event] : [])));
  await writeCurveHours(database, over).catch(() => undefined);
}

async function open(): Promise<Ward> {
  const { database, log, ingest } = await openedStream();
  const { databaseUrl, dataDirectory, icu } = environment();
  const { replayBeds: beds } = icu;
  const curves = new LiveCurves();
  const startAt = await nextStart(database);
  let replay: WardReplay | null = null;
  const clock = () => replay?.clock() ?? realClock();
  const {
    hub,
    fresh,
    close: closeHub,
  } = openHub({
    ...{ database, log, clock },
    flooding: ingest.flooding,
    heard: (events) => keepCurves(database, curves, events),
  });
  // Of a database that several may open, scorers are processes of their own.
  const scorer = databaseUrl === null ? await startWardScorer(log, database, () => clock().now) : null;
  const beside = new AbortController();
  void watchStream({ log, database }, beside.signal);
  void askSecond({ database, curvesOf: (patient) => curves.now(patient) }, beside.signal);
  const scoredUpTo = scorer?.scoredUpTo ?? (() => Number.POSITIVE_INFINITY);
  if (beds > 0) {
    replay = startWardReplay({ ingest, database, beds, startAt, scoredUpTo, onClock: () => hub.tellClock() });
    const ids = await openOpaqueIds(dataDirectory);
    const places = { database, ids, signal: beside.signal, filesOf: filesWithin };
    foldWardHistories(places, simulatedWard(beds), startAt).catch(tellUnlessAborted);
  }
  const close = () => {
    replay?.close();
    scorer?.close();
    beside.abort();
    closeHub();
  };
  return { hub, fresh, curves, clock, replay, close };
}

/** The ward, opened at the first call. Throws `DatabaseError` or `EventLogError`; the next call tries again. */
function opened(own: Shared): Promise<Ward> {
  if (own.opening) return own.opening;
  const opening = open();
  own.opening = opening;
  opening.then(
    (ward) => {
      own.ward = ward;
    },
    () => {
      delete own.opening;
    },
  );
  return opening;
}

function restSoon(own: Shared): void {
  clearTimeout(own.rest);
  own.rest = setTimeout(() => {
    if (own.looking > 0) return;
    own.ward?.close();
    delete own.ward;
    delete own.opening;
  }, REST_MS).unref();
}

/** The ward with somebody more who looks, until `leave`: as long as anybody does, and a little longer, it runs. */
export async function enterWard(): Promise<{ readonly ward: Ward; readonly leave: () => void }> {
  const own = shared();
  own.looking += 1;
  let left = false;
  const leave = () => {
    if (left) return;
    left = true;
    own.looking -= 1;
    restSoon(own);
  };
  try {
    return { ward: await opened(own), leave };
  } catch (cause) {
    leave();
    throw cause;
  }
}

/** What time it is on the wall; where none runs, ours. */
export const wardClock = (): WallClock => shared().ward?.clock() ?? realClock();

/** The replay that runs; `null`: none does. */
export const wardReplay = (): WardReplay | null => shared().ward?.replay ?? null;
