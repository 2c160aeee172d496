import { bigint, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { Fact } from '#lib/icu/bed/facts.ts';

/** What is known of an hour of a patient, kept so that a scorer that takes over need not read days of seconds again. */
export const stays = pgTable(
  'icu_stays',
  {
    patient: text().notNull(),
    /** Hours since the epoch; −1: what belongs to no hour. */
    hour: integer().notNull(),
    /** The log and its offset up to which all events are in: what was written of less never takes its place. */
    log: text().notNull(),
    offset: bigint({ mode: 'bigint' }).notNull(),
    partition: integer().notNull(),
    facts: jsonb().$type<readonly Fact[]>().notNull(),
    savedAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.patient, table.hour] }),
    index('icu_stays_saved').on(table.savedAt),
  ],
);
