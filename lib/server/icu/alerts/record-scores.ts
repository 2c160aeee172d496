import { sql } from 'drizzle-orm';
import type { PatientScore, ScoredPatient } from '#lib/icu/alerts/score.ts';
import type { Database } from '#lib/server/database/database.ts';
import { openLedger } from './ledger.ts';
import { rules, scoreHistory } from './tables.ts';
import { type ThresholdInForce, thresholdsInForce } from './thresholds.ts';
import { excluded, thisRevision } from './turn.ts';

/** Of event time. */
const SLOT_MS = 5 * 60_000;

const inForce = (score: PatientScore, find: ThresholdInForce): PatientScore => ({
  ...score,
  threshold: find(score) ?? score.threshold,
});

async function writeRules(transaction: Database, scored: readonly ScoredPatient[]): Promise<void> {
  const latest = new Map(scored.map(({ patient, at, rules: own }) => [patient, { patient, at, rules: own }]));
  await transaction
    .insert(rules)
    .values([...latest.values()])
    .onConflictDoUpdate({
      target: rules.patient,
      set: { at: excluded('at'), rules: excluded('rules'), revision: thisRevision },
      setWhere: sql`excluded.at >= ${rules.at}`,
    });
}

async function writeHistory(transaction: Database, scored: readonly ScoredPatient[]): Promise<void> {
  const bySlot = new Map<string, typeof scoreHistory.$inferInsert>();
  for (const { patient, scores: own } of scored)
    for (const { condition, at, model, probability, threshold } of own) {
      const slot = Math.floor(at / SLOT_MS);
      const row = { patient, condition, slot, model, at, probability, threshold };
      bySlot.set(`${patient} ${condition} ${slot}`, row);
    }
  if (bySlot.size === 0) return;
  await transaction
    .insert(scoreHistory)
    .values([...bySlot.values()])
    .onConflictDoUpdate({
      target: [scoreHistory.patient, scoreHistory.condition, scoreHistory.slot],
      set: {
        model: excluded('model'),
        at: excluded('at'),
        probability: excluded('probability'),
        threshold: excluded('threshold'),
      },
      setWhere: sql`excluded.at >= ${scoreHistory.at}`,
    });
}

/**
 * Writes scores with the alerts that they raise or end, all or nothing. A patient's scores come in the order of their time; one
 * from before what is stored changes nothing, one of the same time takes its place: so a window may be scored twice.
 */
export async function recordScores(database: Database, given: readonly ScoredPatient[]): Promise<void> {
  if (given.length === 0) return;
  await database.transaction(async (transaction) => {
    const ledger = await openLedger(
      transaction,
      given.map(({ patient }) => patient),
    );
    const find = await thresholdsInForce(transaction);
    const scored = given.map((one) => ({ ...one, scores: one.scores.map((score) => inForce(score, find)) }));
    for (const { patient, scores: own } of scored) for (const score of own) ledger.score(patient, score);
    await ledger.write(transaction);
    await writeRules(transaction, scored);
    await writeHistory(transaction, scored);
  });
}

/** Patients who have left intensive care: their open alerts end. */
export async function recordDepartures(
  database: Database,
  departures: readonly { readonly patient: string; readonly at: number }[],
): Promise<void> {
  if (departures.length === 0) return;
  await database.transaction(async (transaction) => {
    const ledger = await openLedger(
      transaction,
      departures.map(({ patient }) => patient),
    );
    for (const { patient, at } of departures) ledger.depart(patient, at);
    await ledger.write(transaction);
  });
}
