import 'server-only';
import { environment } from '../env.ts';
import type { OpenedDatabase } from './database.ts';
import { openDatabase } from './open-database.ts';

// Route handlers and what runs in the background are bundled apart, and each copy must find the same database: a second one
// could not open the folder.
const KEY = Symbol.for('consilium.database');
const holder: typeof globalThis & { [KEY]?: Promise<OpenedDatabase> } = globalThis;

/** The process's database, opened at the first call. Throws `DatabaseError`; the next call tries again. */
export function openedDatabase(): Promise<OpenedDatabase> {
  const own = holder[KEY];
  if (own) return own;
  const opening = openDatabase(environment());
  holder[KEY] = opening;
  opening.catch(() => {
    delete holder[KEY];
  });
  return opening;
}
