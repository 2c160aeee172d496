import { gt, inArray, lt, sql } from 'drizzle-orm';
import type { Fact } from '#lib/icu/bed/facts.ts';
import type { Database } from '#lib/server/database/database.ts';
import { stays } from './tables.ts';

/** Rows of one statement. */
const MOST_WRITTEN = 500;
const KEPT_DAYS = 30;
/** Who was not heard of for longer is no bed of now. */
const RECENT_HOURS = 24;

/** What has changed of a patient, and up to which event of its partition everything is in. */
export type Changes = {
  readonly patient: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly parts: ReadonlyMap<number, readonly Fact[]>;
};

const since = (hours: number) => sql`now() - make_interval(hours => ${hours})`;

/** Patients of whom something was kept lately. */
export async function recentPatients(database: Database): Promise<readonly string[]> {
  const rows = await database
    .selectDistinct({ patient: stays.patient })
    .from(stays)
    .where(gt(stays.savedAt, since(RECENT_HOURS)));
  return rows.map(({ patient }) => patient);
}

/** All that was kept of some patients. */
export async function readStays(
  database: Database,
  patients: readonly string[],
): Promise<ReadonlyMap<string, readonly Fact[]>> {
  if (patients.length === 0) return new Map();
  const rows = await database
    .select({ patient: stays.patient, facts: stays.facts })
    .from(stays)
    .where(inArray(stays.patient, [...patients]));
  const found = new Map<string, Fact[]>(patients.map((patient) => [patient, []]));
  for (const { patient, facts } of rows) found.get(patient)?.push(...facts);
  return found;
}

/** Keeps what has changed. A scorer that has lost its partition and does not know it yet writes over nothing newer. */
export async function writeStays(
  database: Database,
  log: string,
  changes: readonly Changes[],
): Promise<void> {
  const rows = changes.flatMap(({ patient, partition, offset, parts }) =>
    [...parts].map(([hour, facts]) => ({ patient, hour, log, offset, partition, facts })),
  );
  for (let from = 0; from < rows.length; from += MOST_WRITTEN)
    await database
      .insert(stays)
      .values(rows.slice(from, from + MOST_WRITTEN))
      .onConflictDoUpdate({
        target: [stays.patient, stays.hour],
        set: {
          log: sql`excluded.log`,
          offset: sql`excluded."offset"`,
          partition: sql`excluded.partition`,
          facts: sql`excluded.facts`,
          savedAt: sql`now()`,
        },
        // Offsets of two logs cannot be compared.
        setWhere: sql`${stays.log} <> excluded.log or ${stays.offset} <= excluded."offset"`,
      });
}

export async function forgetStays(database: Database): Promise<void> {
  await database.delete(stays).where(lt(stays.savedAt, since(24 * KEPT_DAYS)));
}
