import type { Database } from '../../database/database.ts';
import { readDeadLetters, type StoredLetter } from '../ingest/dead-letters.ts';
import { auditSight } from './audit-sight.ts';

/** What was sent and not taken in, newest first, for somebody to read: it may tell of patients, and who saw it is written down. */
export async function seeDeadLetters(database: Database, who: string): Promise<readonly StoredLetter[]> {
  const letters = await readDeadLetters(database);
  await auditSight(database, {
    who,
    did: 'saw dead letters',
    detail: { letters: letters.map(({ id }) => id) },
  });
  return letters;
}
