import type { FeatureVector } from '#lib/contract/feature.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import { attribute, type Shares } from './attribute.ts';
import { EVERYONE } from './coalitions.ts';
import { modalityInteractions } from './interactions.ts';
import { missingSources } from './missing-sources.ts';
import { planQuestions } from './questions.ts';
import { reportAttributions, reportMissing, reportSum } from './report-parts.ts';
import { riskOf } from './risk.ts';
import { reportSpreads } from './spreads.ts';
import { type Prediction, predict, type SurvivalSession } from './survival-outputs.ts';

/** A risk with its reasons and gaps, and the model's answers that they were made of. */
export type Explained = Pick<
  Scored,
  'risk' | 'attributions' | 'interactions' | 'sum' | 'missing' | 'missingSources' | 'spreads'
> & {
  readonly prediction: Prediction;
  readonly shares: Shares;
};

/**
 * Asks the model everything about one eligible patient in one batch, and puts its answers into the patient's terms.
 *
 * @param nothingToMeasure measures that may be missing without anything being left to measure (`SurvivalModel`)
 * Rejects as `predict` does, and with `AttributionError` when the reasons would not add up to the score.
 */
export async function explain(
  vector: FeatureVector,
  session: SurvivalSession,
  nothingToMeasure: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<Explained> {
  const { manifest, backend } = session;
  const questions = planQuestions(vector, manifest, nothingToMeasure);
  const prediction = await predict(session, questions.batch, signal);
  const shares = attribute(questions.plan, prediction.logHazard, manifest.tolerance[backend]);
  const attributions = reportAttributions(vector, shares);
  const risk = riskOf(prediction, EVERYONE);
  const { asked, firstRow } = questions.spreads;
  return {
    risk,
    attributions,
    interactions: modalityInteractions(questions.plan, prediction.logHazard),
    sum: reportSum(attributions, shares, prediction),
    missing: reportMissing(questions, prediction, manifest),
    missingSources: missingSources(vector, manifest, risk),
    spreads: reportSpreads(asked, prediction, firstRow),
    prediction,
    shares,
  };
}
