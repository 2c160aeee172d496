import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import { DatabaseError, type OpenedDatabase } from './database.ts';
import { migrate } from './migrate.ts';

/** One question to a search asks for its views at once. */
const CONNECTIONS = 8;
const PATIENCE_MS = 10_000;

function failureOf(cause: unknown, label: string): unknown {
  if (isTagged(cause)) return cause;
  const text = `${cause} ${cause instanceof Error ? cause.cause : ''}`;
  // PostgreSQL's words where the extension is not installed, or where this user may not create it.
  if (/extension "vector"/.test(text))
    return new DatabaseError(
      'no-vectors',
      `The ${label} lacks the extension "vector" (pgvector): have it installed and let its owner run "create extension vector".`,
      cause,
    );
  return new DatabaseError('unreachable', `The ${label} does not answer.`, cause);
}

/** PostgreSQL at an address of `DATABASE_URL`. Throws `DatabaseError`: `unreachable` or `no-vectors`. */
export async function openPostgres(url: string): Promise<OpenedDatabase> {
  const { default: pg } = await import('pg');
  const label = `database ${new URL(url).hostname || 'on this machine'}`;
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: PATIENCE_MS,
  });
  // A connection that breaks while it rests is no event of anybody's: the next question opens another.
  pool.on('error', () => undefined);
  // One that breaks in the middle of a transaction fails its next question; unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    const database = drizzle({ client: pool });
    await database.execute(sql`select 1`);
    await migrate(database);
    return { database, label, close: () => pool.end() };
  } catch (cause) {
    await pool.end();
    throw failureOf(cause, label);
  }
}
