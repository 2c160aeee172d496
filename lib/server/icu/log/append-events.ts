import { sql } from 'drizzle-orm';
import { type Lane, laneOf, partitionOf } from '#lib/icu/events/event-log.ts';
import type { StreamEvent } from '#lib/icu/events/stream-event.ts';
import type { Database } from '#lib/server/database/database.ts';
import { heads, laneTables } from './tables.ts';

/** The partitions that migration 0002 makes. More would cost more looks at each poll; a core scores some hundred beds. */
export const PARTITIONS = 8;

/**
 * Stores events once by their id, each in the partition of its patient, in the order given. One statement for both lanes: each is a
 * turn of the disk. A head is held until it is over, and so offsets become visible in their order: a reader who has seen one never
 * misses an earlier one that commits late, which numbers of a sequence would allow. Heads are taken in one order, so that two
 * writers never wait for each other; they are moved on by what `placed` counts, which cannot be known before they are held.
 */
export async function appendEvents(database: Database, events: readonly StreamEvent[]): Promise<void> {
  const column = <T>(read: (event: StreamEvent) => T) => sql.param(events.map(read));
  const store = (lane: Lane) => sql`
      insert into ${laneTables[lane]} (partition, "offset", id, "ingestedAt", event)
      select partition, "offset", id, "ingestedAt", event from placed where lane = ${lane}
      on conflict (partition, id) do nothing`;
  await database.execute(sql`
    with given as (
      select * from unnest(
        ${column(({ kind }) => laneOf(kind))}::text[],
        ${column(({ patient }) => partitionOf(patient, PARTITIONS))}::int[],
        ${column(({ id }) => id)}::text[],
        ${column(({ ingestedAt }) => ingestedAt)}::bigint[],
        ${column((event) => JSON.stringify(event))}::text[]
      ) with ordinality as given (lane, partition, id, "ingestedAt", event, place)
    ), turn as materialized (
      select lane, partition, next from ${heads}
      where (lane, partition) in (select lane, partition from given)
      order by lane, partition
      for update
    ), placed as materialized (
      select
        given.lane,
        given.partition,
        turn.next + row_number() over (partition by given.lane, given.partition order by given.place) - 1 as "offset",
        given.id, given."ingestedAt", given.event
      from given join turn on turn.lane = given.lane and turn.partition = given.partition
    ), readings as (${store('readings')}
    ), waveforms as (${store('waveforms')}
    )
    update ${heads} as head set next = head.next + counted.events
    from (select lane, partition, count(*) as events from placed group by lane, partition) as counted
    where head.lane = counted.lane and head.partition = counted.partition`);
}
