import { desc } from 'drizzle-orm';
import type { AlertCondition } from '#lib/icu/alerts/alert.ts';
import type { Database } from '#lib/server/database/database.ts';
import { appendAudit } from '../audit/audit.ts';
import { thresholds } from './tables.ts';

export type SetThreshold = Omit<typeof thresholds.$inferSelect, 'id' | 'storedAt'>;

const keyOf = ({ condition, model }: { condition: AlertCondition; model: string }) => `${condition} ${model}`;

/** Looks up the threshold that a person set for a condition and model; `null`: the model's own holds. */
export type ThresholdInForce = (of: { condition: AlertCondition; model: string }) => number | null;

/** Every threshold that was set, the latest first. */
export const readThresholds = (database: Database) =>
  database.select().from(thresholds).orderBy(desc(thresholds.id));

export async function thresholdsInForce(database: Database): Promise<ThresholdInForce> {
  const latest = new Map<string, number>();
  for (const row of (await readThresholds(database)).toReversed()) latest.set(keyOf(row), row.threshold);
  return (of) => latest.get(keyOf(of)) ?? null;
}

/** From the next score on this threshold is in force. Who, when and why is kept. */
export async function setThreshold(database: Database, chosen: SetThreshold, who = chosen.by): Promise<void> {
  const { by: _by, ...detail } = chosen;
  await database.transaction(async (transaction) => {
    await transaction.insert(thresholds).values({ ...chosen, storedAt: Date.now() });
    await appendAudit(transaction, { who, did: 'set a threshold', detail });
  });
}
