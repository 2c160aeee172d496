import { and, asc, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Lane, LoggedEvent } from '#lib/icu/events/event-log.ts';
import type { StreamEvent } from '#lib/icu/events/stream-event.ts';
import type { Database } from '#lib/server/database/database.ts';
import { PARTITIONS } from './append-events.ts';
import { heads, laneTables } from './tables.ts';

const ALL = Array.from({ length: PARTITIONS }, (_, partition) => partition);
/** Events of one look at one partition. */
export const MOST_READ = 500;

export type Place = { readonly lane: Lane; readonly partition: number };
export const placeKey = ({ lane, partition }: Place): string => `${lane}.${partition}`;
/** A place and the offset up to which it was read; −1: from the start. */
export type Cursor = Place & { readonly after: bigint };

/** Newest offset of each partition of both lanes; −1: it is empty. */
export async function readHeads(database: Database): Promise<readonly Cursor[]> {
  const rows = await database.select().from(heads);
  return rows.map(({ lane, partition, next }) => ({ lane, partition, after: next - 1n }));
}

// The database gives back what `appendEvents` wrote, which was checked when it was taken in.
const eventOf = (text: string): StreamEvent => JSON.parse(text);

const questionAfter = (database: Database, { lane, partition, after }: Cursor) => {
  const table = laneTables[lane];
  return database
    .select({
      lane: sql<Lane>`${lane}::text`.as('lane'),
      partition: table.partition,
      offset: table.offset,
      event: table.event,
    })
    .from(table)
    .where(and(eq(table.partition, partition), gt(table.offset, after)))
    .orderBy(asc(table.offset))
    .limit(MOST_READ);
};

/** What comes after each of some places, in the order of its offsets. One question for all of them: each costs as much as its rows. */
export async function readAfter(
  database: Database,
  cursors: readonly Cursor[],
): Promise<readonly (readonly LoggedEvent[])[]> {
  const [first, second, ...others] = cursors.map((cursor) => questionAfter(database, cursor));
  if (!first) return [];
  const rows = second ? await unionAll(first, second, ...others) : await first;
  const byPlace = Map.groupBy(rows, placeKey);
  return cursors.map((cursor) =>
    (byPlace.get(placeKey(cursor)) ?? [])
      .toSorted((a, b) => (a.offset < b.offset ? -1 : 1))
      .map(({ partition, offset, event }) => ({ partition, offset, event: eventOf(event) })),
  );
}

/** The offset before the first event that was taken in at `sinceMs` or later; `null`: there is none. */
export async function cursorSince(
  database: Database,
  { lane, partition }: Place,
  sinceMs: number,
): Promise<Cursor | null> {
  const table = laneTables[lane];
  const [first] = await database
    .select({ offset: sql<string | null>`min(${table.offset})` })
    .from(table)
    .where(and(eq(table.partition, partition), gte(table.ingestedAt, sinceMs)));
  const offset = first?.offset ?? null;
  return offset === null ? null : { lane, partition, after: BigInt(offset) - 1n };
}

/** Forgets what was taken in before `beforeMs`. */
export async function forgetBefore(database: Database, lane: Lane, beforeMs: number): Promise<void> {
  const table = laneTables[lane];
  // By partition, as the index is: else each sweep would read all that is kept.
  await database.delete(table).where(and(inArray(table.partition, ALL), lt(table.ingestedAt, beforeMs)));
  // The embedded database has nobody who sweeps behind it.
  await database.execute(sql`vacuum ${table}`);
}
