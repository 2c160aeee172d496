import { sql } from 'drizzle-orm';
import { type Lane, laneOf, partitionOf } from '#lib/icu/events/event-log.ts';
import type { StreamEvent } from '#lib/icu/events/stream-event.ts';
import type { Database } from '#lib/server/database/database.ts';
import { heads, laneTables } from './tables.ts';

/** The partitions that migration 0002 makes. More would cost more looks at each poll; a core scores some hundred beds. */
export const PARTITIONS = 8;

/**
 * One statement. A head is held until it is over, and so offsets become visible in their order: a reader who has seen one never
 * misses an earlier one that commits late, which numbers of a sequence would allow. Heads are taken in one order, so that two
 * writers never wait for each other; they are moved on by what `placed` counts, which cannot be known before they are held.
 */
async function appendToLane(database: Database, lane: Lane, events: readonly StreamEvent[]): Promise<void> {
  const column = <T>(read: (event: StreamEvent) => T) => sql.param(events.map(read));
  const partitions = column(({ patient }) => partitionOf(patient, PARTITIONS));
  await database.execute(sql`
    with given as (
      select * from unnest(
        ${partitions}::int[],
        ${column(({ id }) => id)}::text[],
        ${column(({ ingestedAt }) => ingestedAt)}::bigint[],
        ${column((event) => JSON.stringify(event))}::text[]
      ) with ordinality as given (partition, id, "ingestedAt", event, place)
    ), turn as materialized (
      select partition, next from ${heads}
      where lane = ${lane} and partition in (select partition from given)
      order by partition
      for update
    ), placed as materialized (
      select
        given.partition,
        turn.next + row_number() over (partition by given.partition order by given.place) - 1 as "offset",
        given.id, given."ingestedAt", given.event
      from given join turn on turn.partition = given.partition
    ), stored as (
      insert into ${laneTables[lane]} (partition, "offset", id, "ingestedAt", event)
      select partition, "offset", id, "ingestedAt", event from placed
      on conflict (partition, id) do nothing
    )
    update ${heads} as head set next = head.next + counted.events
    from (select partition, count(*) as events from placed group by partition) as counted
    where head.lane = ${lane} and head.partition = counted.partition`);
}

/** Stores events once by their id, each in the partition of its patient, in the order given. */
export async function appendEvents(database: Database, events: readonly StreamEvent[]): Promise<void> {
  const byLane = Map.groupBy(events, ({ kind }) => laneOf(kind));
  await Promise.all([...byLane].map(([lane, own]) => appendToLane(database, lane, own)));
}
