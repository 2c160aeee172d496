import {
  bigint,
  bigserial,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Lane } from '#lib/icu/events/event-log.ts';

const lane = <const Name extends string>(name: Name) =>
  pgTable(
    name,
    {
      partition: integer().notNull(),
      offset: bigint({ mode: 'bigint' }).notNull(),
      /** Of the event: what is sent twice stands there once. */
      id: text().notNull(),
      /** Milliseconds since the epoch. */
      ingestedAt: bigint({ mode: 'number' }).notNull(),
      /** JSON as it was taken in; the database never looks inside. */
      event: text().notNull(),
    },
    (table) => [
      primaryKey({ columns: [table.partition, table.offset] }),
      uniqueIndex(`${name}_id`).on(table.partition, table.id),
      index(`${name}_ingested`).on(table.partition, table.ingestedAt),
    ],
  );

export const laneTables = { readings: lane('icu_readings'), waveforms: lane('icu_waveforms') } as const;

/** The next offset of each partition. Whoever appends holds the row until it has committed. */
export const heads = pgTable(
  'icu_heads',
  {
    lane: text().$type<Lane>().notNull(),
    partition: integer().notNull(),
    next: bigint({ mode: 'bigint' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.lane, table.partition] })],
);

/** Who reads in a group. By the database's clock: those of the machines may differ. */
export const members = pgTable(
  'icu_members',
  {
    group: text().notNull(),
    member: text().notNull(),
    seenAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.group, table.member] })],
);

/** Which member has a partition of a group, and up to where its effects stand. */
export const leases = pgTable(
  'icu_leases',
  {
    group: text().notNull(),
    partition: integer().notNull(),
    member: text(),
    /** −1: nothing yet. */
    committed: bigint({ mode: 'bigint' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.group, table.partition] })],
);

/** What was sent and not taken in, with the reason in one sentence. */
export const deadLetters = pgTable(
  'icu_dead_letters',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    receivedAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    /** Who sent it: an address of ours, or a listener. */
    source: text().notNull(),
    reason: text().notNull(),
    /** Of the whole; `body` may hold its beginning alone. */
    bytes: integer().notNull(),
    body: text().notNull(),
  },
  (table) => [index('icu_dead_letters_received').on(table.receivedAt)],
);
