import { attribute } from '#lib/fusion/attribute.ts';
import { type CoalitionPlan, planCoalitions } from '#lib/fusion/coalitions.ts';
import { keepOnly, type Row } from '#lib/fusion/rows.ts';
import type { HourlyStay } from '../hourly/stay.ts';
import type { HourlyFeature } from './feature.ts';
import { featuresOf, type HourlySession, predictRows } from './predict.ts';
import type { StageOneFactor } from './stage-one.ts';

/** Features that are known are the players; what is missing moves nothing. */
const planOf = (row: Row, features: readonly HourlyFeature[]): CoalitionPlan =>
  planCoalitions(
    features.flatMap(({ modality }, column) => (row.present[column] === 1 ? [{ column, modality }] : [])),
  );

type Told = { readonly feature: HourlyFeature; readonly share: number; readonly value: number };

/** What a measure does is told by that of its features which does most of it. */
function factorOf(told: readonly Told[], stay: HourlyStay, hour: number): StageOneFactor[] {
  const share = told.reduce((sum, one) => sum + one.share, 0);
  const [leading] = told.toSorted((a, b) => Math.sign(share) * (b.share - a.share));
  if (!leading) return [];
  const { modality, measure, phrase } = leading.feature;
  return [{ modality, measure, text: phrase(leading.value, stay, hour), share }];
}

/**
 * Exact Shapley values of the log-odds (ADR 5, ADR 60), summed over the features of a measure and put into words; largest
 * first. Rejects as `ModelSession.run` does, with `AttributionError` when they would not add up to the score.
 */
export async function factorsAt(
  session: HourlySession,
  { stay, hour, row }: { readonly stay: HourlyStay; readonly hour: number; readonly row: Row },
  signal?: AbortSignal,
): Promise<readonly StageOneFactor[]> {
  const features = featuresOf(session.manifest);
  const plan = planOf(row, features);
  const rows = plan.coalitions.map((kept) => keepOnly(row, kept));
  const { logOdds } = await predictRows(session, rows, signal);
  const { columns } = attribute(plan, logOdds, session.manifest.tolerance[session.backend]);
  const told = features.flatMap((feature, column): Told[] => {
    const share = columns.get(column);
    return share === undefined ? [] : [{ feature, share, value: row.values[column] ?? Number.NaN }];
  });
  return [...Map.groupBy(told, ({ feature }) => feature.measure).values()]
    .flatMap((measured) => factorOf(measured, stay, hour))
    .toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share));
}
