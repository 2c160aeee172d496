import type { EventLog } from '#lib/icu/events/event-log.ts';
import type { Database } from '#lib/server/database/database.ts';
import { openBatch } from './watch-batch.ts';

/** Its members share the partitions, as those of the scorer do. */
const GROUP = 'monitor';
/** A row of an hour is written once a minute and not once a second. */
const WRITE_EVERY_MS = 60_000;
/** Events after which it is written in any case: a replay brings an hour in seconds. */
const MOST_EVENTS = 20_000;

/**
 * Follows the stream and keeps the last value of each hour, until the signal is aborted. Offsets are committed when rows are
 * written, so that whatever dies in between is read again. What it has not written when it is ended is read by the next.
 */
export async function watchStream(log: EventLog, database: Database, signal: AbortSignal): Promise<void> {
  let batch = openBatch();
  let [events, writtenAt] = [0, Date.now()];
  const offsets = new Map<number, bigint>();

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
    if (events >= MOST_EVENTS || Date.now() - writtenAt >= WRITE_EVERY_MS) await write();
  }
}
