import { eq, lt, sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { CurveHour } from '#lib/icu/stage-two/live-curves.ts';
import type { Database } from '#lib/server/database/database.ts';
import { excluded } from '../alerts/turn.ts';

const KEPT_DAYS = 7;

/** What curves said of an hour: they themselves are kept for minutes. */
const curveHours = pgTable(
  'icu_curve_hours',
  {
    patient: text().notNull(),
    /** Hours since the epoch. */
    hour: integer().notNull(),
    /** In the order of `waveformMeasures`; null: not to be had. */
    measures: jsonb().$type<readonly (number | null)[]>().notNull(),
    savedAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.patient, table.hour] })],
);

export const curveTable = {
  id: '0007-icu-curve-hours',
  statements: [
    `create table icu_curve_hours (
      patient text not null,
      hour integer not null,
      measures jsonb not null,
      "savedAt" timestamptz not null default now(),
      primary key (patient, hour)
    )`,
  ],
};

const toNumbers = (values: Float32Array): (number | null)[] =>
  Array.from(values, (one) => (Number.isNaN(one) ? null : one));

/** Keeps hours, and forgets what is old. */
export async function writeCurveHours(database: Database, hours: readonly CurveHour[]): Promise<void> {
  if (hours.length === 0) return;
  await database
    .insert(curveHours)
    .values(hours.map(({ patient, hour, measures }) => ({ patient, hour, measures: toNumbers(measures) })))
    .onConflictDoUpdate({
      target: [curveHours.patient, curveHours.hour],
      set: { measures: excluded('measures'), savedAt: sql`now()` },
    });
  await database
    .delete(curveHours)
    .where(lt(curveHours.savedAt, sql`now() - make_interval(days => ${KEPT_DAYS})`));
}

/** By hour since the epoch. */
export async function readCurveHours(
  database: Database,
  patient: string,
): Promise<ReadonlyMap<number, Float32Array>> {
  const rows = await database.select().from(curveHours).where(eq(curveHours.patient, patient));
  return new Map(
    rows.map(({ hour, measures }) => [hour, Float32Array.from(measures, (one) => one ?? Number.NaN)]),
  );
}
