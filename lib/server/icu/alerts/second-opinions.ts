import { and, count, eq, gt, gte, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { Alert, AlertCondition, SecondOpinion } from '#lib/icu/alerts/alert.ts';
import type { Database } from '#lib/server/database/database.ts';
import { appendAudit } from '../audit/audit.ts';
import { alertOf } from './read-alerts.ts';
import { alerts } from './tables.ts';
import { takeTurn, thisRevision } from './turn.ts';

const MOST = 50;

/** Alerts stored since a real time of which the second model has not been asked, ended ones too; the newest first. */
export async function readUnasked(database: Database, since: number): Promise<readonly Alert[]> {
  const rows = await database
    .select()
    .from(alerts)
    .where(and(isNull(alerts.second), gt(alerts.storedAt, since)))
    .orderBy(alerts.storedAt)
    .limit(MOST);
  return rows.map(alertOf).toReversed();
}

type Span = { readonly from: number; readonly to: number };

/** Of alerts that began within a span of event time: how many the second model was asked of, and would not have raised. */
export async function countOpinions(
  database: Database,
  condition: AlertCondition,
  { from, to }: Span,
): Promise<{ readonly asked: number; readonly disagreed: number }> {
  const [row] = await database
    .select({
      asked: count(),
      disagreed: sql<number>`count(*) filter (where ${alerts.second} ->> 'agrees' = 'false')`.mapWith(Number),
    })
    .from(alerts)
    .where(
      and(eq(alerts.condition, condition), isNotNull(alerts.second), gte(alerts.at, from), lt(alerts.at, to)),
    );
  return row ?? { asked: 0, disagreed: 0 };
}

/** Writes down what the second model said of an alert, once: whoever comes later changes nothing. */
export const recordOpinion = (
  database: Database,
  { id, patient }: Pick<Alert, 'id' | 'patient'>,
  second: SecondOpinion,
): Promise<void> =>
  database.transaction(async (transaction) => {
    // A scorer that goes on with the alert writes the whole of it.
    await takeTurn(transaction, [patient]);
    const written = await transaction
      .update(alerts)
      .set({ second, revision: thisRevision })
      .where(and(eq(alerts.id, id), isNull(alerts.second)))
      .returning({ id: alerts.id });
    if (written.length === 0) return;
    const { model, agrees } = second;
    await appendAudit(transaction, {
      who: model,
      did: 'gave a second opinion',
      detail: { alert: id, patient, agrees },
    });
  });
