import { desc, eq } from 'drizzle-orm';
import type { AlertCondition } from '#lib/icu/alerts/alert.ts';
import { previewThreshold, type TrueEvent, thresholdByBudget } from '#lib/icu/alerts/budget.ts';
import type { IcuThreshold } from '#lib/icu/alerts/icu-schema.ts';
import type { PatientScore } from '#lib/icu/alerts/score.ts';
import type { Database } from '#lib/server/database/database.ts';
import { readPastScores } from './past-scores.ts';
import { countOpinions } from './second-opinions.ts';
import { scores } from './tables.ts';
import { readThresholds } from './thresholds.ts';

const DAY_MS = 24 * 3_600_000;

export type PreviewQuestion = {
  readonly condition: AlertCondition;
  readonly threshold?: number | undefined;
  readonly alertsPerBedDay?: number | undefined;
};

/** The latest score of a condition, of whomever: by it are known the model that decides, and what time it is for it. */
export async function latestScore(
  database: Database,
  condition: AlertCondition,
): Promise<PatientScore | null> {
  const [row] = await database
    .select()
    .from(scores)
    .where(eq(scores.condition, condition))
    .orderBy(desc(scores.at))
    .limit(1);
  return row?.score ?? null;
}

/**
 * The threshold in force with its consequences in the last 24 hours, beside those of another, or of one for a wished rate of
 * alarms; `null`: nothing was scored yet.
 *
 * @param truthOf onsets within a span that are known of these patients; null: none are
 */
export async function previewInForce(
  database: Database,
  asked: PreviewQuestion,
  truthOf: (condition: AlertCondition, from: number, to: number) => readonly TrueEvent[] | null,
): Promise<IcuThreshold | null> {
  const { condition, threshold, alertsPerBedDay } = asked;
  const latest = await latestScore(database, condition);
  if (!latest) return null;
  const { model, horizonHours, at } = latest;
  const span = { from: at - DAY_MS, to: at + 1 };
  const past = await readPastScores(database, { condition, model, ...span });
  const setting = { truth: truthOf(condition, span.from, span.to), horizonHours };
  const set = (await readThresholds(database)).find(
    (row) => row.condition === condition && row.model === model,
  );
  const standing = set?.threshold ?? latest.threshold;
  const ask = () => {
    if (threshold !== undefined) return previewThreshold(past, threshold, setting);
    return alertsPerBedDay === undefined ? null : thresholdByBudget(past, alertsPerBedDay, setting);
  };
  return {
    condition,
    model,
    threshold: standing,
    set: set ? { by: set.by, why: set.why, at: set.at } : null,
    span,
    second: await countOpinions(database, condition, span),
    standing: previewThreshold(past, standing, setting),
    preview: ask(),
  };
}
