import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { type Lane, laneOf, partitionOf } from '#lib/icu/events/event-log.ts';
import type { StreamEvent } from '#lib/icu/events/stream-event.ts';
import type { Database } from '#lib/server/database/database.ts';
import { heads, laneTables } from './tables.ts';

/** The partitions that migration 0002 makes. More would cost more looks at each poll; a core scores some hundred beds. */
export const PARTITIONS = 8;

function byPartition(events: readonly StreamEvent[]): ReadonlyMap<number, readonly StreamEvent[]> {
  const found = new Map<number, StreamEvent[]>();
  for (const event of events) {
    const partition = partitionOf(event.patient, PARTITIONS);
    const own = found.get(partition);
    if (own) own.push(event);
    else found.set(partition, [event]);
  }
  return found;
}

/**
 * A head is held until the transaction is over, and so offsets become visible in their order: a reader who has seen one
 * never misses an earlier one that commits late, which numbers of a sequence would allow.
 */
async function appendToLane(database: Database, lane: Lane, events: readonly StreamEvent[]): Promise<void> {
  const parts = byPartition(events);
  await database.transaction(async (transaction) => {
    const held = await transaction
      .select({ partition: heads.partition, next: heads.next })
      .from(heads)
      .where(and(eq(heads.lane, lane), inArray(heads.partition, [...parts.keys()])))
      // In one order, so that two writers never wait for each other.
      .orderBy(asc(heads.partition))
      .for('update');
    const rows = held.flatMap(({ partition, next }) =>
      (parts.get(partition) ?? []).map((event, place) => ({
        partition,
        offset: next + BigInt(place),
        id: event.id,
        ingestedAt: event.ingestedAt,
        event: JSON.stringify(event),
      })),
    );
    await transaction.insert(laneTables[lane]).values(rows).onConflictDoNothing();
    for (const { partition } of held)
      await transaction
        .update(heads)
        .set({ next: sql`${heads.next} + ${parts.get(partition)?.length ?? 0}` })
        .where(and(eq(heads.lane, lane), eq(heads.partition, partition)));
  });
}

/** Stores events once by their id, each in the partition of its patient, in the order given. */
export async function appendEvents(database: Database, events: readonly StreamEvent[]): Promise<void> {
  for (const lane of ['readings', 'waveforms'] as const) {
    const own = events.filter(({ kind }) => laneOf(kind) === lane);
    if (own.length > 0) await appendToLane(database, lane, own);
  }
}
