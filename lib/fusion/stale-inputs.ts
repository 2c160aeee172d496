import { type FeatureVector, isReading } from '#lib/contract/feature.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { StaleInput } from '#lib/contract/risk-report.ts';
import { daysAtHome } from './clock.ts';

/**
 * Values in use that are older than 90 % of those of the training set, in contract order. Ages in training are those at the
 * discharge; each day at home makes every one a day older.
 */
export function staleInputs(
  vector: FeatureVector,
  { quantiles }: Pick<SurvivalManifest, 'quantiles'>,
): readonly StaleInput[] {
  const { specs, outcomes } = vector;
  const hoursAtHome = 24 * (daysAtHome(vector) ?? 0);
  return specs.flatMap(({ id, measure }, column): StaleInput[] => {
    const age = outcomes[column];
    const atDischarge = quantiles[id]?.p90;
    if (id !== `${measure}.hours-since` || !age || !isReading(age)) return [];
    if (atDischarge === undefined) return [];
    const usualHours = atDischarge + hoursAtHome;
    if (age.value <= usualHours) return [];
    const label = specs.find((spec) => spec.id === `${measure}.last`)?.label ?? measure;
    return [{ measure, label, hours: age.value, usualHours }];
  });
}
