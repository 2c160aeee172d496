import 'server-only';
import type { EventLog } from '#lib/icu/events/event-log.ts';
import type { Database } from '#lib/server/database/database.ts';
import { openedDatabase } from '#lib/server/database/opened-database.ts';
import { environment } from '../env.ts';
import { type OpenedIngest, openIngest } from './ingest/open-ingest.ts';
import { openLog } from './log/open-log.ts';

/** What route handlers of intensive care share. */
export type OpenedStream = {
  readonly database: Database;
  readonly log: EventLog;
  readonly ingest: OpenedIngest;
};

// Route handlers are bundled apart, and each copy must find the same log: its followers are woken by its writers.
const KEY = Symbol.for('consilium.icu-stream');
const holder: typeof globalThis & { [KEY]?: Promise<OpenedStream> } = globalThis;

async function open(): Promise<OpenedStream> {
  const opened = await openedDatabase();
  const log = await openLog(environment().kafka, opened);
  return { database: opened.database, log, ingest: openIngest({ log, database: opened.database }) };
}

/** The process's stream, opened at the first call. Throws `DatabaseError` or `EventLogError`; the next call tries again. */
export function openedStream(): Promise<OpenedStream> {
  const own = holder[KEY];
  if (own) return own;
  const opening = open();
  holder[KEY] = opening;
  opening.catch(() => {
    delete holder[KEY];
  });
  return opening;
}
