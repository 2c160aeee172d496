import { count, desc, gt, lt, sql } from 'drizzle-orm';
import type { Database } from '#lib/server/database/database.ts';
import { deadLetters } from '../log/tables.ts';

/** Of a body that is kept: enough to see what it was. */
const KEPT_CHARACTERS = 2000;
const KEPT_DAYS = 30;
const MOST_READ = 200;

export type DeadLetter = { readonly source: string; readonly reason: string; readonly text: string };

/** Text of PostgreSQL holds no NUL and no half of a surrogate pair. */
const storable = (text: string): string =>
  text.slice(0, KEPT_CHARACTERS).replaceAll('\0', '\uFFFD').toWellFormed();

/** Keeps what was refused, and forgets what is old. */
export async function writeDeadLetters(database: Database, letters: readonly DeadLetter[]): Promise<void> {
  if (letters.length === 0) return;
  await database.insert(deadLetters).values(
    letters.map(({ source, reason, text }) => ({
      source,
      reason: storable(reason),
      bytes: Buffer.byteLength(text),
      body: storable(text),
    })),
  );
  await database
    .delete(deadLetters)
    .where(lt(deadLetters.receivedAt, sql`now() - make_interval(days => ${KEPT_DAYS})`));
}

export type StoredLetter = typeof deadLetters.$inferSelect;

/** Of the last hours of real time. */
export async function countDeadLetters(database: Database, hours: number): Promise<number> {
  const [row] = await database
    .select({ letters: count() })
    .from(deadLetters)
    .where(gt(deadLetters.receivedAt, sql`now() - make_interval(hours => ${hours})`));
  return row?.letters ?? 0;
}

/** The newest first. */
export const readDeadLetters = (database: Database): Promise<readonly StoredLetter[]> =>
  database.select().from(deadLetters).orderBy(desc(deadLetters.id)).limit(MOST_READ);
