import { and, eq, gte, lt } from 'drizzle-orm';
import type { AlertCondition } from '#lib/icu/alerts/alert.ts';
import type { PastScore } from '#lib/icu/alerts/budget.ts';
import type { Database } from '#lib/server/database/database.ts';
import { scoreHistory } from './tables.ts';

/** Scores of a condition by one model in a span of event time, every patient's. */
export const readPastScores = (
  database: Database,
  { condition, model, from, to }: { condition: AlertCondition; model: string; from: number; to: number },
): Promise<PastScore[]> =>
  database
    .select({
      patient: scoreHistory.patient,
      at: scoreHistory.at,
      probability: scoreHistory.probability,
    })
    .from(scoreHistory)
    .where(
      and(
        eq(scoreHistory.condition, condition),
        eq(scoreHistory.model, model),
        gte(scoreHistory.at, from),
        lt(scoreHistory.at, to),
      ),
    );

/** Forgets scores from before a time: a preview looks back a day, and a week is kept. */
export async function forgetScores(database: Database, before: number): Promise<void> {
  await database.delete(scoreHistory).where(lt(scoreHistory.at, before));
}
