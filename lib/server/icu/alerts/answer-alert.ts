import { and, eq, lte, sql } from 'drizzle-orm';
import type { Alert } from '#lib/icu/alerts/alert.ts';
import { afterAnswer, type GivenAnswer } from '#lib/icu/alerts/answers.ts';
import { lifecycleRules } from '#lib/icu/alerts/lifecycle.ts';
import type { Database } from '#lib/server/database/database.ts';
import { appendAudit } from '../audit/audit.ts';
import { alertOf } from './read-alerts.ts';
import { alerts, answers } from './tables.ts';
import { takeTurn, thisRevision } from './turn.ts';

/** The alert as it stands now, with the conflict where the answer could not be taken. */
export type AnsweredAlert = { readonly alert: Alert; readonly conflict: string | null };

async function find(database: Database, id: string): Promise<Alert | null> {
  const [row] = await database.select().from(alerts).where(eq(alerts.id, id));
  return row ? alertOf(row) : null;
}

async function keep(transaction: Database, who: string, alert: Alert, given: GivenAnswer): Promise<void> {
  const { kind, by, reason, note = null, at } = given;
  const { id, state, until, answer, patient } = alert;
  await transaction
    .update(alerts)
    .set({ state, until, answer, revision: thisRevision })
    .where(eq(alerts.id, id));
  await transaction
    .insert(answers)
    .values({ alert: id, kind, by, reason, note, until, at, storedAt: Date.now() });
  await appendAudit(transaction, { who, did: kind, detail: { alert: id, patient, reason, at } });
}

/**
 * Takes an answer with its row and its audit, or says what stands; `null`: there is no such alert.
 *
 * @param who the person as the audit knows them; `given.by` is how colleagues do
 */
export const answerAlert = (
  database: Database,
  id: string,
  given: GivenAnswer,
  who = given.by,
): Promise<AnsweredAlert | null> =>
  database.transaction(async (transaction) => {
    const known = await find(transaction, id);
    if (!known) return null;
    await takeTurn(transaction, [known.patient]);
    // Read again: whoever had the turn may have changed it.
    const alert = (await find(transaction, id)) ?? known;
    const outcome = afterAnswer(alert, given, lifecycleRules);
    if ('conflict' in outcome) return { alert, conflict: outcome.conflict };
    if (outcome.alert !== alert) await keep(transaction, who, outcome.alert, given);
    return { alert: outcome.alert, conflict: null };
  });

/** Raises again what was snoozed until now by the clock of the wall, also where no score comes any more. As `wake` does. */
export async function wakeSnoozed(database: Database, now: number): Promise<void> {
  await database
    .update(alerts)
    .set({ state: 'raised', until: null, answer: sql`null`, revision: thisRevision })
    .where(and(eq(alerts.state, 'snoozed'), lte(alerts.until, now)));
}
