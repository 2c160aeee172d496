import { type FeatureVector, isReading } from '#lib/contract/feature.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import { EVERYONE } from './coalitions.ts';
import { explain } from './explain.ts';
import { readmissionFree } from './readmission-free.ts';
import { bandOf, riskInterval, riskOf, survivalCurve } from './risk.ts';
import { toBatch } from './rows.ts';
import { staleInputs } from './stale-inputs.ts';
import { predict, type SurvivalSession } from './survival-outputs.ts';

/** What each value was read from; of a supposed one nothing. */
const inputsOf = ({ specs, outcomes }: FeatureVector): Scored['provenance']['inputs'] =>
  specs.flatMap(({ id }, column) => {
    const outcome = outcomes[column];
    return outcome && isReading(outcome) ? [{ feature: id, from: outcome.from }] : [];
  });

/**
 * The report of a patient as supposed: what the model says of another vector, about the same person and time. How sure a
 * network was is not asked again, as a report does not tell it: `spreads` is empty. The week stays the patient's own.
 *
 * @param nothingToMeasure as `explain` takes it
 * Rejects as `explain` does.
 */
export async function answerWhatIf(
  report: Scored,
  vector: FeatureVector,
  session: SurvivalSession,
  nothingToMeasure: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<Scored> {
  const { manifest } = session;
  const { prediction, shares, ...explained } = await explain(vector, session, nothingToMeasure, signal);
  const survival = survivalCurve(prediction, EVERYONE);
  const clock = report.readmissionFree?.thresholdOf ?? null;
  return {
    ...report,
    ...explained,
    logHazard: shares.total,
    interval: riskInterval(prediction, EVERYONE),
    band: bandOf(explained.risk, manifest.bands),
    survival,
    stale: staleInputs(vector, manifest),
    readmissionFree: readmissionFree(survival, clock, manifest),
    provenance: { ...report.provenance, inputs: inputsOf(vector) },
  };
}

/** The risk of each of some vectors. Rejects as `predict` does. */
export async function risksOf(
  vectors: readonly FeatureVector[],
  session: SurvivalSession,
  signal?: AbortSignal,
): Promise<readonly number[]> {
  if (vectors.length === 0) return [];
  const prediction = await predict(session, toBatch(vectors), signal);
  return vectors.map((_, row) => riskOf(prediction, row));
}
