import { setTimeout as wait } from 'node:timers/promises';
import type { EventLog, LoggedEvent } from '#lib/icu/events/event-log.ts';
import type { StreamEvent } from '#lib/icu/events/stream-event.ts';
import { placementOf } from '#lib/icu/wall/placements.ts';
import type { WallClock } from '#lib/icu/wall/wall-message.ts';
import type { Database } from '#lib/server/database/database.ts';
import { wakeSnoozed } from '../alerts/answer-alert.ts';
import { forgetScores } from '../alerts/past-scores.ts';
import { readChanges } from '../alerts/read-alerts.ts';
import { countDeadLetters } from '../ingest/dead-letters.ts';
import { insist } from '../insist.ts';
import { Freshness } from './freshness.ts';
import { Hub } from './hub.ts';
import { keepPlacements, readPlacements } from './placement-store.ts';

const HOUR_MS = 3_600_000;
/** Of real time: a bed that has told nothing for longer is shown as one without data. */
const SHOWN_MS = 5 * 60_000;
/** Of real time: what trends and results need, which are no reason to wait. */
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
    await wait(everyMs, undefined, { signal }).catch(() => undefined);
  }
}

async function take(hub: Hub, { database }: HubOptions, logged: readonly LoggedEvent[], signal: AbortSignal) {
  const events = logged.map(({ event }) => event);
  hub.takeEvents(events);
  const placed = events.flatMap((event) => (event.kind === 'placement' ? [placementOf(event)] : []));
  await insist(() => keepPlacements(database, placed), signal);
}

/** All partitions at once: of each most of the time is waiting. */
async function lookBack(hub: Hub, options: HubOptions, sinceMs: number, signal: AbortSignal): Promise<void> {
  const { log } = options;
  const ofPartition = async (partition: number) => {
    let found: LoggedEvent[] = [];
    for await (const event of log.replay(partition, sinceMs, signal)) {
      found.push(event);
      if (found.length < REPLAYED_AT_ONCE) continue;
      await take(hub, options, found, signal);
      found = [];
    }
    await take(hub, options, found, signal);
  };
  await Promise.all(Array.from({ length: log.partitions }, (_, partition) => ofPartition(partition)));
}

/** First what every bed shows that is not silent, and then what a trend needs. */
async function fill(hub: Hub, fresh: Freshness, options: HubOptions, signal: AbortSignal): Promise<void> {
  await insist(async () => hub.takePlacements(await readPlacements(options.database)), signal);
  await insist(() => lookBack(hub, options, Date.now() - SHOWN_MS, signal), signal);
  fresh.tell('past', null);
  await insist(() => lookBack(hub, options, Date.now() - LOOK_BACK_MS, signal), signal);
}

/** What comes while one looks back is followed already, so that nothing lies between: both may tell the same event. */
async function follow(hub: Hub, fresh: Freshness, options: HubOptions, signal: AbortSignal): Promise<void> {
  const { log } = options;
  let filling: Promise<void> | null = null;
  const onLine = (stands: boolean) => {
    fresh.tell('events', stands ? null : `${log.label} does not answer.`);
    if (stands) filling ??= fill(hub, fresh, options, signal);
  };
  for await (const logged of log.follow(signal, onLine)) {
    await take(hub, options, logged, signal);
    await insist(async () => options.heard?.(logged.map(({ event }) => event)), signal);
  }
  await filling;
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

export type OpenedHub = { readonly hub: Hub; readonly fresh: Freshness; readonly close: () => void };

/** Fills a hub from the log and the tables until it is closed, whoever writes them. While it cannot, nobody is shown its wall. */
export function openHub(options: HubOptions): OpenedHub {
  const { database, clock } = options;
  const hub = new Hub(clock);
  const fresh = new Freshness(() => hub.sendAway());
  const closing = new AbortController();
  const { signal } = closing;
  let cursor = 0;
  const poll = async () => {
    try {
      const changes = await readChanges(database, cursor);
      hub.takeChanges(changes);
      cursor = changes.cursor;
      fresh.tell('tables', null);
    } catch {
      fresh.tell('tables', 'The database of scores and alerts does not answer.');
    }
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
  const told = [
    follow(hub, fresh, options, signal),
    repeat(POLL_MS, signal, poll),
    repeat(LOOK_MS, signal, look),
    repeat(INTAKE_MS, signal, intake),
    repeat(TIDY_MS, signal, tidy),
  ];
  // Outages are waited for; what is left is a fault, and whoever looks sees a line that ended.
  Promise.all(told).catch(() => {
    fresh.tell('events', 'The wall of this server has stopped.');
    closing.abort();
  });
  return {
    hub,
    fresh,
    close() {
      closing.abort();
      hub.sendAway();
    },
  };
}
