import { type FeatureVector, isReading } from '#lib/contract/feature.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { StaleInput } from '#lib/contract/risk-report.ts';

/** Values in use that are older than 90 % of those of the training set, in contract order. */
export function staleInputs(
  { specs, outcomes }: FeatureVector,
  { quantiles }: Pick<SurvivalManifest, 'quantiles'>,
): readonly StaleInput[] {
  return specs.flatMap(({ id, measure }, column): StaleInput[] => {
    const age = outcomes[column];
    const usualHours = quantiles[id]?.p90;
    if (id !== `${measure}.hours-since` || !age || !isReading(age)) return [];
    if (usualHours === undefined || age.value <= usualHours) return [];
    const label = specs.find((spec) => spec.id === `${measure}.last`)?.label ?? measure;
    return [{ measure, label, hours: age.value, usualHours }];
  });
}
