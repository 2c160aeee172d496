import { sql } from 'drizzle-orm';
import { HOUR_MS } from '#lib/clinical/moment.ts';
import type { StreamEvent } from '#lib/icu/events/stream-event.ts';
import type { Database } from '#lib/server/database/database.ts';
import { watchedHours, watchedStays } from './tables.ts';
import { watchedValues } from './watched-values.ts';

/** Rows of one statement: PostgreSQL takes 65,535 parameters. */
const ROWS = 5000;

type HourRow = typeof watchedHours.$inferInsert;
type StayRow = typeof watchedStays.$inferInsert;

/** What was read of the stream and is not stored yet; a later value of the same hour takes the place of an earlier one. */
export type WatchBatch = {
  readonly add: (event: StreamEvent) => void;
  /** Stores all of it; again the same changes nothing. */
  readonly write: (database: Database) => Promise<void>;
};

const isLater = (one: HourRow, other: HourRow | undefined): boolean =>
  other === undefined || one.at > other.at || (one.at === other.at && one.ingestedAt >= other.ingestedAt);

async function writeHours(database: Database, rows: readonly HourRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS)
    await database
      .insert(watchedHours)
      .values(rows.slice(from, from + ROWS))
      .onConflictDoUpdate({
        target: [watchedHours.patient, watchedHours.feature, watchedHours.hour],
        set: { value: sql`excluded.value`, at: sql`excluded.at`, ingestedAt: sql`excluded."ingestedAt"` },
        setWhere: sql`(excluded.at, excluded."ingestedAt") >= (${watchedHours.at}, ${watchedHours.ingestedAt})`,
      });
}

export function openBatch(): WatchBatch {
  const hours = new Map<string, HourRow>();
  const stays = new Map<string, StayRow>();

  function add(event: StreamEvent): void {
    const { patient, source } = event;
    if (event.kind === 'placement') stays.set(patient, { patient, admittedAt: event.admittedAt, source });
    for (const value of watchedValues(event)) {
      const hour = Math.floor(value.at / HOUR_MS);
      const key = `${patient} ${value.feature} ${hour}`;
      const row = { patient, hour, ...value };
      if (isLater(row, hours.get(key))) hours.set(key, row);
    }
  }

  async function write(database: Database): Promise<void> {
    if (stays.size > 0)
      await database
        .insert(watchedStays)
        .values([...stays.values()])
        .onConflictDoUpdate({
          target: watchedStays.patient,
          set: { admittedAt: sql`excluded."admittedAt"`, source: sql`excluded.source` },
        });
    await writeHours(database, [...hours.values()]);
  }

  return { add, write };
}
