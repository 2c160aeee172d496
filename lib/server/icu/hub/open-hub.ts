import type { EventLog, LoggedEvent } from '#lib/icu/events/event-log.ts';
import type { StreamEvent } from '#lib/icu/events/stream-event.ts';
import { placementOf } from '#lib/icu/wall/placements.ts';
import type { WallClock } from '#lib/icu/wall/wall-message.ts';
import type { Database } from '#lib/server/database/database.ts';
import { wakeSnoozed } from '../alerts/answer-alert.ts';
import { forgetScores } from '../alerts/past-scores.ts';
import { readChanges } from '../alerts/read-alerts.ts';
import { countDeadLetters } from '../ingest/dead-letters.ts';
import { Hub } from './hub.ts';
import { keepPlacements, readPlacements } from './placement-store.ts';

const HOUR_MS = 3_600_000;
/** Of real time: what a wall that was just opened looks back for, so that it is not empty until every monitor has told again. */
const LOOK_BACK_MS = HOUR_MS;
const POLL_MS = 250;
const LOOK_MS = 1000;
const HEARTBEAT_MS = 10_000;
/** Of real time. */
const REFUSED_WITHIN_HOURS = 24;
const INTAKE_MS = 3000;
const TIDY_MS = 10 * 60_000;
const SCORES_KEPT_MS = 7 * 24 * HOUR_MS;
const REPLAYED_AT_ONCE = 500;

export type HubOptions = {
  readonly database: Database;
  readonly log: EventLog;
  readonly clock: () => WallClock;
  /** Patients whose beds send more than is taken in; absent: taken in elsewhere, and not known here. */
  readonly flooding?: () => readonly string[];
  /** Told of each event as it comes, curves too. */
  readonly heard?: (events: readonly StreamEvent[]) => Promise<void>;
};

/** Calls again and again until the signal is aborted. A time that fails is made up for by the next. */
async function repeat(everyMs: number, signal: AbortSignal, work: () => Promise<void> | void): Promise<void> {
  while (!signal.aborted) {
    await Promise.resolve()
      .then(work)
      .catch(() => undefined);
    await new Promise<void>((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, everyMs);
      signal.addEventListener('abort', finish);
    });
  }
}

async function take(hub: Hub, database: Database, logged: readonly LoggedEvent[]): Promise<void> {
  const events = logged.map(({ event }) => event);
  hub.takeEvents(events);
  const placed = events.flatMap((event) => (event.kind === 'placement' ? [placementOf(event)] : []));
  await keepPlacements(database, placed);
}

async function lookBack(hub: Hub, { log, database }: HubOptions, signal: AbortSignal): Promise<void> {
  for (let partition = 0; partition < log.partitions; partition += 1) {
    let found: LoggedEvent[] = [];
    for await (const event of log.replay(partition, Date.now() - LOOK_BACK_MS, signal)) {
      found.push(event);
      if (found.length < REPLAYED_AT_ONCE) continue;
      await take(hub, database, found);
      found = [];
    }
    await take(hub, database, found);
  }
}

async function follow(hub: Hub, { log, database, heard }: HubOptions, signal: AbortSignal): Promise<void> {
  for await (const logged of log.follow(signal)) {
    await take(hub, database, logged);
    await heard?.(logged.map(({ event }) => event));
  }
}

/** The clock of the wall runs by itself on the screen; told are a jump, another speed, and that the line lives. */
function tellsClock(hub: Hub, clock: () => WallClock): () => void {
  let told = { real: Date.now(), ...clock() };
  return () => {
    const now = clock();
    const real = Date.now();
    const drift = Math.abs(now.now - (told.now + told.speed * (real - told.real)));
    const isOther = now.speed !== told.speed || drift > 1000 + 500 * now.speed;
    if (!isOther && real - told.real < HEARTBEAT_MS) return;
    told = { real, ...now };
    hub.tellClock();
  };
}

/** Fills a hub from the log and the tables until it is closed, whoever writes them. */
export function openHub(options: HubOptions): { readonly hub: Hub; readonly close: () => void } {
  const { database, clock } = options;
  const hub = new Hub(clock);
  const closing = new AbortController();
  const { signal } = closing;
  let cursor = 0;
  const poll = async () => {
    const changes = await readChanges(database, cursor);
    hub.takeChanges(changes);
    cursor = changes.cursor;
  };
  const tidy = async () => {
    hub.wall.forget(clock().now);
    await forgetScores(database, clock().now - SCORES_KEPT_MS);
  };
  const tellClock = tellsClock(hub, clock);
  const look = async () => {
    hub.lookAgain();
    tellClock();
    await wakeSnoozed(database, Math.round(clock().now));
  };
  const intake = async () => {
    const refused = await countDeadLetters(database, REFUSED_WITHIN_HOURS);
    hub.takeIntake({ refused, flooding: options.flooding?.() ?? [] });
  };
  // What comes while one looks back is followed already: both may tell the same event.
  const told = [
    follow(hub, options, signal),
    readPlacements(database)
      .then((placements) => hub.takePlacements(placements))
      .then(() => lookBack(hub, options, signal)),
    repeat(POLL_MS, signal, poll),
    repeat(LOOK_MS, signal, look),
    repeat(INTAKE_MS, signal, intake),
    repeat(TIDY_MS, signal, tidy),
  ];
  // The log survives an outage by itself; what is left is a fault, and whoever looks sees a line that ended.
  Promise.all(told).catch(() => {
    closing.abort();
    hub.close();
  });
  return {
    hub,
    close() {
      closing.abort();
      hub.close();
    },
  };
}
