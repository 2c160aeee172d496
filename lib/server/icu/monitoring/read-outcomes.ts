import { and, count, eq, lte, sql } from 'drizzle-orm';
import { HOUR_MS } from '#lib/clinical/moment.ts';
import type { PatientOutcome } from '#lib/monitoring/arm-report.ts';
import type { Experiment } from '#lib/monitoring/experiment.ts';
import { WATCHED_HOURS } from '#lib/monitoring/summary.ts';
import type { SealCheck } from '#lib/monitoring/watched.ts';
import type { Database } from '#lib/server/database/database.ts';
import { alerts } from '../alerts/tables.ts';
import type { SealedExperiment } from '../arms/experiments.ts';
import { armOf, commitmentOf } from '../arms/seal.ts';
import { assignments, shadowScores, watchedStays } from './tables.ts';

const DAY_MS = WATCHED_HOURS * HOUR_MS;
/** Reasons by which a person says that there was nothing to warn of. */
const WRONG: ReadonlySet<string> = new Set(['measurement-error', 'not-clinically-relevant']);

type AlertRow = Pick<typeof alerts.$inferSelect, 'patient' | 'at' | 'storedAt' | 'answer'>;
type Assigned = typeof assignments.$inferSelect;

/** Counted over the first day of everybody who was assigned, whatever came of the assignment (intention to treat). */
function outcomeOf(arm: string, own: readonly AlertRow[]): PatientOutcome {
  return {
    arm,
    alerts: own.length,
    alerted: own.length > 0 ? 1 : 0,
    dismissed: own.some(({ answer }) => answer !== null && WRONG.has(answer.reason)) ? 1 : 0,
  };
}

/** Alerts of the experiment's condition, by patient. */
async function alertsOf(database: Database, { id, condition }: Experiment) {
  const { patient, at, storedAt, answer } = alerts;
  const rows = await database
    .select({ patient, at, storedAt, answer })
    .from(alerts)
    .innerJoin(assignments, and(eq(assignments.patient, patient), eq(assignments.experiment, id)))
    .where(eq(alerts.condition, sql`${condition}`));
  return Map.groupBy(rows, (row) => row.patient);
}

/** Patients of an experiment whose first day is over at `upTo`, in the order of their admission. */
const admittedOf = (database: Database, { id }: Experiment, upTo: number) =>
  database
    .select({ patient: assignments.patient, arm: assignments.arm, admittedAt: watchedStays.admittedAt })
    .from(assignments)
    .innerJoin(watchedStays, eq(watchedStays.patient, assignments.patient))
    .where(and(eq(assignments.experiment, id), lte(watchedStays.admittedAt, upTo - DAY_MS)))
    .orderBy(watchedStays.admittedAt, assignments.patient);

function checkSeal(
  { experiment, salt, commitment, sealedAt }: SealedExperiment,
  assigned: readonly Assigned[],
  byPatient: ReadonlyMap<string, readonly AlertRow[]>,
): SealCheck {
  const isBroken = commitmentOf(experiment, salt) !== commitment;
  const isOther = ({ patient, arm }: Assigned) => armOf(experiment, salt, patient).name !== arm;
  const isLate = ({ patient, assignedAt }: Assigned) =>
    (byPatient.get(patient) ?? []).some(({ storedAt }) => storedAt < assignedAt);
  return {
    sealedAt,
    commitment,
    assigned: assigned.length,
    wrong: isBroken ? assigned.length : assigned.filter(isOther).length,
    late: assigned.filter(isLate).length,
  };
}

/** An experiment with what became of its patients. */
export async function readExperiment(database: Database, sealed: SealedExperiment, upTo: number) {
  const { experiment } = sealed;
  const assigned = await database.select().from(assignments).where(eq(assignments.experiment, experiment.id));
  const admitted = await admittedOf(database, experiment, upTo);
  const byPatient = await alertsOf(database, experiment);
  const [shadow] = await database
    .select({ scores: count() })
    .from(shadowScores)
    .where(eq(shadowScores.experiment, experiment.id));
  const outcomes = admitted.map(({ patient, arm, admittedAt }) => {
    const own = byPatient.get(patient) ?? [];
    return outcomeOf(
      arm,
      own.filter(({ at }) => at >= admittedAt && at < admittedAt + DAY_MS),
    );
  });
  return {
    experiment,
    seal: checkSeal(sealed, assigned, byPatient),
    outcomes,
    shadowScores: shadow?.scores ?? 0,
  };
}
