import type { Database } from '#lib/server/database/database.ts';
import { type AuditEntry, writeAudit } from './audit.ts';

const SAME_SIGHT_MS = 10 * 60_000;
const MOST = 10_000;

/** When who last saw what, oldest first. */
const seen = new Map<string, number>();

/**
 * Writes down that somebody saw something. A page that asks again and again shows the same thing to the same person: within
 * ten minutes that is one row.
 */
export async function auditSight(database: Database, entry: AuditEntry): Promise<void> {
  const key = JSON.stringify(entry);
  const now = Date.now();
  if (now - (seen.get(key) ?? 0) < SAME_SIGHT_MS) return;
  await writeAudit(database, entry);
  seen.delete(key);
  seen.set(key, now);
  const [oldest] = seen.keys();
  if (seen.size > MOST && oldest !== undefined) seen.delete(oldest);
}
