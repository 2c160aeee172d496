import { sql } from 'drizzle-orm';
import { bigint, doublePrecision, pgTable, text } from 'drizzle-orm/pg-core';
import type { Placement } from '#lib/icu/wall/placements.ts';
import type { Database } from '#lib/server/database/database.ts';
import { excluded } from '../alerts/turn.ts';

const time = () => bigint({ mode: 'number' });

/** The latest placement of each patient: the log forgets sooner than some patients leave. */
const placements = pgTable('icu_placements', {
  patient: text().primaryKey(),
  bed: text(),
  ward: text().notNull(),
  at: time().notNull(),
  admittedAt: time().notNull(),
  age: doublePrecision(),
  sex: text().$type<'female' | 'male'>(),
});

export const placementTable = {
  id: '0006-icu-placements',
  statements: [
    `create table icu_placements (
      patient text primary key,
      bed text,
      ward text not null,
      at bigint not null,
      "admittedAt" bigint not null,
      age double precision,
      sex text
    )`,
  ],
};

/** Those who lie somewhere. */
export const readPlacements = (database: Database): Promise<Placement[]> =>
  database.select().from(placements).where(sql`${placements.bed} is not null`);

/** A placement from before the one that is known changes nothing. */
export async function keepPlacements(database: Database, found: readonly Placement[]): Promise<void> {
  const latest = new Map<string, Placement>();
  for (const placement of found)
    if ((latest.get(placement.patient)?.at ?? 0) <= placement.at) latest.set(placement.patient, placement);
  if (latest.size === 0) return;
  await database
    .insert(placements)
    .values([...latest.values()])
    .onConflictDoUpdate({
      target: placements.patient,
      set: {
        bed: excluded('bed'),
        ward: excluded('ward'),
        at: excluded('at'),
        admittedAt: excluded('admittedAt'),
        age: excluded('age'),
        sex: excluded('sex'),
      },
      setWhere: sql`excluded.at >= ${placements.at}`,
    });
}
