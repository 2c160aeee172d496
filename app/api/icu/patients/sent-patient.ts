import type { SentPatient } from '#lib/icu/stage-two/sent-patient.ts';
import { toSent } from '#lib/icu/stage-two/sent-patient.ts';
import type { Database } from '#lib/server/database/database.ts';
import { readPatient } from '#lib/server/icu/explain/known-patient.ts';
import { enterWard } from '#lib/server/icu/ward.ts';
import { type Problem, problem } from '../../risk/problem.ts';

const UNKNOWN = problem(404, 'Nothing was measured of a patient of this id in intensive care here.');

type Score = {
  readonly condition: string;
  readonly probability: number | null;
  readonly threshold: number;
  readonly model: string;
};

const sideOf = (scores: readonly Score[], condition: 'sepsis' | 'deterioration'): SentPatient['stageOne'] => {
  const said = scores.find((one) => one.condition === condition);
  if (!said || said.probability === null) return {};
  const { model, probability, threshold } = said;
  return { [condition]: { model, probability, threshold } };
};

/** What stage two is told of one patient now, with what stage one said. */
export async function patientToSend(database: Database, patient: string): Promise<SentPatient | Problem> {
  const { ward, leave } = await enterWard();
  try {
    const found = await readPatient(database, patient, ward.curves.now(patient));
    if (!found) return UNKNOWN;
    const clock = ward.clock();
    const scores = ward.hub.wall.scoresOf(patient, clock) ?? [];
    const bed = ward.hub.wall.bedOf(patient);
    return {
      patient,
      at: found.at,
      ...toSent(found.told),
      stageOne: { ...sideOf(scores, 'sepsis'), ...sideOf(scores, 'deterioration') },
      simulated: bed !== null && ward.hub.wall.tile(bed, clock).simulated,
    };
  } finally {
    leave();
  }
}
