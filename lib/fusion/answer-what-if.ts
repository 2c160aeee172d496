import type { FeatureVector } from '#lib/contract/feature.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import { EVERYONE } from './coalitions.ts';
import { explain } from './explain.ts';
import { bandOf, riskInterval, riskOf, survivalCurve } from './risk.ts';
import { toBatch } from './rows.ts';
import { predict, type SurvivalSession } from './survival-outputs.ts';

/**
 * The report of a patient as supposed: what the model says of another vector, about the same person and time.
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
  const { prediction, shares, ...explained } = await explain(vector, session, nothingToMeasure, signal);
  return {
    ...report,
    ...explained,
    logHazard: shares.total,
    interval: riskInterval(prediction, EVERYONE),
    band: bandOf(explained.risk, session.manifest.bands),
    survival: survivalCurve(prediction, EVERYONE),
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
