import { and, desc, eq, gte, ne, type SQL, sql } from 'drizzle-orm';
import type { Alert } from '#lib/icu/alerts/alert.ts';
import type { PatientScore } from '#lib/icu/alerts/score.ts';
import type { WallRule } from '#lib/icu/wall/wall-message.ts';
import type { Database } from '#lib/server/database/database.ts';
import { alerts, rules, scores } from './tables.ts';

/** A row as the alert that it holds. */
export const alertOf = ({ revision: _revision, ...alert }: typeof alerts.$inferSelect): Alert => alert;

const MOST = 1000;

export type AlertQuestion = {
  readonly patient?: string | undefined;
  readonly onlyOpen?: boolean | undefined;
  /** Event time, ms since the epoch. */
  readonly since?: number | undefined;
};

/** The latest first, at most 1,000. */
export async function readAlerts(database: Database, asked: AlertQuestion): Promise<Alert[]> {
  const { patient, onlyOpen, since } = asked;
  const conditions: readonly (SQL | undefined)[] = [
    patient === undefined ? undefined : eq(alerts.patient, patient),
    onlyOpen ? ne(alerts.state, 'ended') : undefined,
    since === undefined ? undefined : gte(alerts.at, since),
  ];
  const rows = await database
    .select()
    .from(alerts)
    .where(and(...conditions))
    .orderBy(desc(alerts.at), alerts.id)
    .limit(MOST);
  return rows.map(alertOf);
}

/** The latest scores of one patient. */
export async function readScores(database: Database, patient: string): Promise<PatientScore[]> {
  const rows = await database
    .select()
    .from(scores)
    .where(eq(scores.patient, patient))
    .orderBy(scores.condition);
  return rows.map(({ score }) => score);
}

export async function readRules(database: Database, patient: string): Promise<readonly WallRule[]> {
  const [row] = await database.select().from(rules).where(eq(rules.patient, patient));
  return row?.rules ?? [];
}

/** What was written since a cursor. A row may come twice, none is left out. */
export type Changes = {
  readonly scores: readonly (typeof scores.$inferSelect)[];
  readonly rules: readonly (typeof rules.$inferSelect)[];
  readonly alerts: readonly (typeof alerts.$inferSelect)[];
  readonly cursor: number;
};

/**
 * Rows of transactions that had not ended when the cursor was made, or began since. Transactions end in any order; below the
 * cursor all have.
 */
export async function readChanges(database: Database, cursor: number): Promise<Changes> {
  // Read before the rows: what ends in between comes twice.
  const [now] = await database
    .select({ cursor: sql<string>`pg_snapshot_xmin(pg_current_snapshot())::text` })
    .from(sql`(select 1) as one`);
  return {
    scores: await database.select().from(scores).where(gte(scores.revision, cursor)),
    rules: await database.select().from(rules).where(gte(rules.revision, cursor)),
    alerts: await database
      .select()
      .from(alerts)
      .where(and(gte(alerts.revision, cursor), cursor === 0 ? ne(alerts.state, 'ended') : undefined)),
    cursor: Number(now?.cursor ?? 0),
  };
}
