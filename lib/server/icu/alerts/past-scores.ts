import { and, eq, gte, lt } from 'drizzle-orm';
import { type AlertCondition, alertConditions } from '#lib/icu/alerts/alert.ts';
import type { PastScore } from '#lib/icu/alerts/budget.ts';
import type { BedCourse } from '#lib/icu/wall/bed-course.ts';
import type { Database } from '#lib/server/database/database.ts';
import { readAlerts } from './read-alerts.ts';
import { scoreHistory } from './tables.ts';

/** Scores of a condition by one model in a span of event time, every patient's. */
export async function readPastScores(
  database: Database,
  { condition, model, from, to }: { condition: AlertCondition; model: string; from: number; to: number },
): Promise<PastScore[]> {
  const rows = await database
    .select()
    .from(scoreHistory)
    .where(
      and(
        eq(scoreHistory.condition, condition),
        eq(scoreHistory.model, model),
        gte(scoreHistory.at, from),
        lt(scoreHistory.at, to),
      ),
    );
  return rows.flatMap(({ patient, at, probability }) =>
    probability === null ? [] : [{ patient, at, probability }],
  );
}

/** Forgets scores from before a time: a preview looks back a day, and a week is kept. */
export async function forgetScores(database: Database, before: number): Promise<void> {
  await database.delete(scoreHistory).where(lt(scoreHistory.at, before));
}

type CourseScores = Pick<BedCourse, 'scores' | 'alerts'>;

/** Scores of one patient as they were, with their alerts, from a time on. */
export async function readCourse(database: Database, patient: string, from: number): Promise<CourseScores> {
  const past = await database
    .select()
    .from(scoreHistory)
    .where(and(eq(scoreHistory.patient, patient), gte(scoreHistory.at, from)))
    .orderBy(scoreHistory.at);
  const scores = alertConditions.flatMap((condition) => {
    const points = past
      .filter((row) => row.condition === condition)
      .map(({ at, probability, threshold }) => ({ at, probability, threshold }));
    return points.length > 0 ? [{ condition, points }] : [];
  });
  return { scores, alerts: await readAlerts(database, { patient, since: from }) };
}
