import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '#lib/server/database/database.ts';

/** Number of the transaction under way, for the rows that it writes. */
export const thisRevision: SQL = sql`(pg_current_xact_id()::text)::bigint`;

/** The value that an insert brought, where it meets a row that is there. */
export const excluded = (column: string): SQL => sql.raw(`excluded."${column}"`);

/**
 * Until the transaction ends nobody else scores or answers about these patients: two scorers during a rebalance, or a scorer
 * and a nurse, take turns. In one order, so that no two wait for each other.
 */
export async function takeTurn(transaction: Database, patients: readonly string[]): Promise<void> {
  const keys = sql.join(
    [...new Set(patients)].map((patient) => sql`(hashtext(${patient}))`),
    sql`, `,
  );
  await transaction.execute(
    sql`select pg_advisory_xact_lock(5240053, key) from (select distinct key from (values ${keys}) as one (key) order by key) as keys`,
  );
}
