import type { EventLog } from '#lib/icu/events/event-log.ts';
import type { Database } from '#lib/server/database/database.ts';
import { openBell } from '../log/bell.ts';
import { openBatch } from './watch-batch.ts';

/** Its members share the partitions, as those of the scorer do. */
const GROUP = 'monitor';
/** A row of an hour is written once a minute and not once a second. */
const WRITE_EVERY_MS = 60_000;
/** Events after which it is written in any case: a replay brings an hour in seconds. */
const MOST_EVENTS = 20_000;
/** Between two deliveries of few: nobody waits for what is written each minute, and each look costs as much as one of the scorer's. */
const REST_MS = 250;
const FEW = 100;
/** After a failure. */
const RETRY_MS = 5000;

export type WatchSettings = {
  readonly log: EventLog;
  readonly database: Database;
  readonly writeEveryMs?: number;
  /** Told of what failed and is tried again. */
  readonly troubled?: (cause: unknown) => void;
};

/**
 * Keeps the last value of each hour of the stream. Offsets are committed when rows are written, so that whatever dies in between
 * is read again.
 */
async function follow(
  { log, database, writeEveryMs = WRITE_EVERY_MS }: WatchSettings,
  signal: AbortSignal,
): Promise<void> {
  let batch = openBatch();
  let [events, writtenAt] = [0, Date.now()];
  const offsets = new Map<number, bigint>();
  const bell = openBell();

  async function write(): Promise<void> {
    await batch.write(database);
    for (const [partition, offset] of offsets) await log.commit(GROUP, partition, offset);
    batch = openBatch();
    [events, writtenAt] = [0, Date.now()];
    offsets.clear();
  }

  for await (const delivery of log.consume(GROUP, signal)) {
    if (delivery.kind === 'assigned') continue;
    for (const { event, offset } of delivery.events) {
      batch.add(event);
      offsets.set(delivery.partition, offset);
    }
    events += delivery.events.length;
    if (events >= MOST_EVENTS || Date.now() - writtenAt >= writeEveryMs) await write();
    if (delivery.events.length < FEW) await bell.wait(Math.min(REST_MS, writeEveryMs), signal);
  }
}

/** Follows the stream until the signal is aborted; what fails is tried again from what was written. */
export async function watchStream(settings: WatchSettings, signal: AbortSignal): Promise<void> {
  const bell = openBell();
  while (!signal.aborted) {
    try {
      await follow(settings, signal);
    } catch (cause) {
      settings.troubled?.(cause);
    }
    await bell.wait(RETRY_MS, signal);
  }
}
