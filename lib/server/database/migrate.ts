import { sql } from 'drizzle-orm';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { type Database, DatabaseError } from './database.ts';
import { migrations } from './migrations.ts';

const applied = pgTable('consilium_migrations', { id: text().primaryKey() });

/** Any number that nobody else locks by: two servers that start at once on one database take turns. */
const TURN = 5_240_052;

/**
 * Brings the tables up to date, all or nothing.
 * Throws `DatabaseError` `newer` for a database that a later version of this program has made.
 */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(TURN))})`);
    await transaction.execute(sql`create table if not exists consilium_migrations (id text primary key)`);
    const done = new Set((await transaction.select().from(applied)).map(({ id }) => id));
    const unknown = [...done].filter((id) => !migrations.some((migration) => migration.id === id));
    if (unknown.length > 0)
      throw new DatabaseError(
        'newer',
        'The database was made by a later version of Consilium; use that version, or another database.',
      );
    for (const { id, statements } of migrations) {
      if (done.has(id)) continue;
      for (const statement of statements) await transaction.execute(sql.raw(statement));
      await transaction.insert(applied).values({ id });
    }
  });
}
