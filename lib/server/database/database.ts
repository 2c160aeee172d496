import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { TaggedError } from '#lib/clinical/tagged-error.ts';

/** PGlite in a folder or PostgreSQL on a server: one schema, one SQL. */
export type Database = PgDatabase<PgQueryResultHKT>;

export type OpenedDatabase = {
  readonly database: Database;
  /** What the screen calls it; never an address with a password. */
  readonly label: string;
  readonly close: () => Promise<void>;
};

/** The database cannot be used: a broken system, never bad data. */
export class DatabaseError extends TaggedError {
  override readonly name = 'DatabaseError';
  readonly tag: 'locked' | 'unreachable' | 'no-vectors' | 'damaged' | 'newer';

  constructor(tag: DatabaseError['tag'], message: string, cause?: unknown) {
    super(message, { cause });
    this.tag = tag;
  }
}
