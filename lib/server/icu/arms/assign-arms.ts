import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '#lib/server/database/database.ts';
import { scores } from '../alerts/tables.ts';
import { assignments } from '../monitoring/tables.ts';
import { openExperiments, type SealedExperiment } from './experiments.ts';
import { armOf } from './seal.ts';

/** Of whoever is in no experiment. */
export const STANDARD_ARM = 'standard';

/** By what a patient is scored. */
export type Assigned = {
  /** Goes into every score and alert, e.g. `2026-sepsis/tried`. */
  readonly arm: string;
  /** `null`: the standard one. */
  readonly model: string | null;
  /** `null`: none is in shadow. */
  readonly shadow: { readonly experiment: string; readonly model: string } | null;
};

const STANDARD: Assigned = { arm: STANDARD_ARM, model: null, shadow: null };

const armName = (experiment: string, arm: string): string => `${experiment}/${arm}`;

/** Whoever was scored before the experiment had begun is in none: the arm would come after the score. */
async function neverScored(database: Database, condition: string, patients: readonly string[]) {
  const scored = await database
    .select({ patient: scores.patient })
    .from(scores)
    .where(and(eq(scores.condition, sql`${condition}`), inArray(scores.patient, [...patients])));
  const known = new Set(scored.map(({ patient }) => patient));
  return patients.filter((patient) => !known.has(patient));
}

/** What is stored counts, and where nothing is yet the hash decides and is stored. */
async function storedArms(
  database: Database,
  { experiment, salt }: SealedExperiment,
  patients: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const fresh = await neverScored(database, experiment.condition, patients);
  const rows = fresh.map((patient) => ({
    experiment: experiment.id,
    patient,
    arm: armOf(experiment, salt, patient).name,
    // The database's own clock takes its place.
    assignedAt: 0,
  }));
  if (rows.length > 0) await database.insert(assignments).values(rows).onConflictDoNothing();
  const stored = await database
    .select({ patient: assignments.patient, arm: assignments.arm })
    .from(assignments)
    .where(and(eq(assignments.experiment, experiment.id), inArray(assignments.patient, [...patients])));
  return new Map(stored.map(({ patient, arm }) => [patient, arm]));
}

/**
 * The arms of patients for a condition, stored when this resolves: a scorer has no arm to write into a score before. It takes
 * ids and no data of a patient; the same patient has the same arm ever after, in every process.
 */
export async function assignArms(
  database: Database,
  condition: string,
  patients: readonly string[],
): Promise<ReadonlyMap<string, Assigned>> {
  const sealed = (await openExperiments(database)).find(
    ({ experiment }) => experiment.condition === condition,
  );
  if (!sealed || patients.length === 0) return new Map(patients.map((patient) => [patient, STANDARD]));
  const { id, arms, shadow } = sealed.experiment;
  const stored = await storedArms(database, sealed, patients);
  return new Map(
    patients.map((patient): [string, Assigned] => {
      const name = stored.get(patient);
      const arm = arms.find((one) => one.name === name);
      if (!arm) return [patient, STANDARD];
      return [
        patient,
        {
          arm: armName(id, arm.name),
          model: arm.model,
          shadow: shadow === null ? null : { experiment: id, model: shadow },
        },
      ];
    }),
  );
}
