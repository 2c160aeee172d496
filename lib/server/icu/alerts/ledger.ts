import { and, inArray, ne } from 'drizzle-orm';
import { type Alert, type AlertCondition, alertConditions } from '#lib/icu/alerts/alert.ts';
import {
  afterDeparture,
  afterScore,
  type Lifecycle,
  lifecycleRules,
  noLifecycle,
} from '#lib/icu/alerts/lifecycle.ts';
import type { PatientScore } from '#lib/icu/alerts/score.ts';
import type { Database } from '#lib/server/database/database.ts';
import { alertOf } from './read-alerts.ts';
import { alerts, scores } from './tables.ts';
import { excluded, takeTurn, thisRevision } from './turn.ts';

const keyOf = (patient: string, condition: AlertCondition): string => `${patient} ${condition}`;

/** Lifecycles as the tables hold them, and what is to be written when they have gone on. */
class Ledger {
  readonly #stored: Map<string, Lifecycle>;
  readonly #changed = new Map<string, Alert>();
  readonly #scores = new Map<string, typeof scores.$inferInsert>();
  readonly #storedAt = Date.now();

  constructor(stored: Map<string, Lifecycle>) {
    this.#stored = stored;
  }

  #lifecycleOf(patient: string, condition: AlertCondition): Lifecycle {
    return this.#stored.get(keyOf(patient, condition)) ?? noLifecycle;
  }

  #keep(patient: string, condition: AlertCondition, next: Lifecycle, changed: readonly Alert[]): void {
    this.#stored.set(keyOf(patient, condition), next);
    for (const alert of changed) this.#changed.set(alert.id, alert);
  }

  /** A score from before the one that is stored is left out. */
  score(patient: string, score: PatientScore): void {
    const { condition, at } = score;
    const before = this.#lifecycleOf(patient, condition);
    if (before.at !== null && at < before.at) return;
    const { next, changed } = afterScore(before, { patient, ...score }, lifecycleRules, this.#storedAt);
    this.#keep(patient, condition, next, changed);
    const { quietUntil } = next;
    const row = {
      patient,
      condition,
      at,
      storedAt: this.#storedAt,
      quietUntil,
      score,
    };
    this.#scores.set(keyOf(patient, condition), row);
  }

  depart(patient: string, at: number): void {
    for (const condition of alertConditions) {
      const { next, changed } = afterDeparture(this.#lifecycleOf(patient, condition), at);
      this.#keep(patient, condition, next, changed);
    }
  }

  async write(transaction: Database): Promise<void> {
    const rows = [...this.#scores.values()];
    if (rows.length > 0)
      await transaction
        .insert(scores)
        .values(rows)
        .onConflictDoUpdate({ target: [scores.patient, scores.condition], set: replaced });
    // What ended first: a patient has one open alert of a condition.
    const changed = [...this.#changed.values()].sort(
      (a, b) => Number(b.state === 'ended') - Number(a.state === 'ended'),
    );
    for (const alert of changed)
      await transaction
        .insert(alerts)
        .values(alert)
        .onConflictDoUpdate({ target: alerts.id, set: { ...alert, revision: thisRevision } });
  }
}

const replaced = {
  at: excluded('at'),
  storedAt: excluded('storedAt'),
  quietUntil: excluded('quietUntil'),
  score: excluded('score'),
  revision: thisRevision,
};

/** The ledger of these patients, whose turn it is until the transaction ends. */
export async function openLedger(transaction: Database, patients: readonly string[]): Promise<Ledger> {
  await takeTurn(transaction, patients);
  const [known, open] = [
    await transaction.select().from(scores).where(inArray(scores.patient, patients)),
    await transaction
      .select()
      .from(alerts)
      .where(and(inArray(alerts.patient, patients), ne(alerts.state, 'ended'))),
  ];
  const openBy = new Map(open.map((row) => [keyOf(row.patient, row.condition), alertOf(row)]));
  return new Ledger(
    new Map(
      known.map(({ patient, condition, at, quietUntil }) => {
        const key = keyOf(patient, condition);
        return [key, { at, quietUntil, open: openBy.get(key) ?? null }];
      }),
    ),
  );
}
