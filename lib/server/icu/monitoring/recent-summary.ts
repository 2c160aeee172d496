import type { MonitorSummary } from '#lib/monitoring/summary.ts';
import type { Database } from '#lib/server/database/database.ts';
import { monitorSummary } from './monitor-summary.ts';

/** What is watched changes with patients, and not with seconds. */
const KEPT_MS = 60_000;

type Kept = { readonly begunAt: number; readonly summary: Promise<MonitorSummary> };
const kept = new WeakMap<Database, Kept>();

/** The summary of the last minute: who looks again, or beside somebody else, does not have it computed again. */
export function recentSummary(database: Database): Promise<MonitorSummary> {
  const own = kept.get(database);
  if (own && Date.now() - own.begunAt < KEPT_MS) return own.summary;
  const begun = { begunAt: Date.now(), summary: monitorSummary(database) };
  kept.set(database, begun);
  begun.summary.catch(() => {
    if (kept.get(database) === begun) kept.delete(database);
  });
  return begun.summary;
}
