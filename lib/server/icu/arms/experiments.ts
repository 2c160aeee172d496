import { eq, isNull } from 'drizzle-orm';
import { TaggedError } from '#lib/clinical/tagged-error.ts';
import { type Experiment, refuseExperiment } from '#lib/monitoring/experiment.ts';
import type { Database } from '#lib/server/database/database.ts';
import { experimentEnds, experiments } from '../monitoring/tables.ts';
import { commitmentOf, newSalt } from './seal.ts';

/** An experiment cannot be begun as it is. */
export class ExperimentError extends TaggedError {
  override readonly name = 'ExperimentError';
  readonly tag = 'refused';
}

export type SealedExperiment = {
  readonly experiment: Experiment;
  readonly salt: string;
  readonly commitment: string;
  readonly sealedAt: number;
};

const sealed = ({
  definition,
  salt,
  commitment,
  sealedAt,
}: typeof experiments.$inferSelect): SealedExperiment => ({
  experiment: definition,
  salt,
  commitment,
  sealedAt,
});

const openRows = (database: Database) =>
  database
    .select({ row: experiments })
    .from(experiments)
    .leftJoin(experimentEnds, eq(experimentEnds.experiment, experiments.id))
    .where(isNull(experimentEnds.experiment))
    .orderBy(experiments.sealedAt, experiments.id);

/** Experiments that patients are assigned in, the oldest first. */
export const openExperiments = async (database: Database): Promise<readonly SealedExperiment[]> =>
  (await openRows(database)).map(({ row }) => sealed(row));

/** All experiments, ended ones too. */
export const allExperiments = async (database: Database): Promise<readonly SealedExperiment[]> =>
  (await database.select().from(experiments).orderBy(experiments.sealedAt, experiments.id)).map(sealed);

/**
 * Seals an experiment: its salt is drawn and stored with the commitment before any patient is assigned. One condition has one
 * open experiment, or a patient's score would have two arms. Throws `ExperimentError`.
 */
export async function beginExperiment(database: Database, experiment: Experiment): Promise<string> {
  const refusal = refuseExperiment(experiment);
  if (refusal !== null) throw new ExperimentError(refusal);
  const salt = newSalt();
  const commitment = commitmentOf(experiment, salt);
  await database.transaction(async (transaction) => {
    const open = await openExperiments(transaction);
    const other = open.find((one) => one.experiment.condition === experiment.condition);
    if (other)
      throw new ExperimentError(
        `The experiment ${other.experiment.id} on ${experiment.condition} is open: end it first.`,
      );
    const rows = await transaction
      .insert(experiments)
      .values({ id: experiment.id, definition: experiment, salt, commitment, sealedAt: Date.now() })
      .onConflictDoNothing()
      .returning({ id: experiments.id });
    if (rows.length === 0)
      throw new ExperimentError(
        `There was an experiment ${experiment.id} before; another needs another name.`,
      );
  });
  return commitment;
}

/** Nobody is assigned any more; who has an arm keeps it in all that was stored. */
export async function endExperiment(database: Database, id: string): Promise<void> {
  await database.insert(experimentEnds).values({ experiment: id, endedAt: Date.now() }).onConflictDoNothing();
}
