import type { Moment } from '#lib/clinical/moment.ts';
import type { FeatureVector } from '#lib/contract/feature.ts';
import { isReading } from '#lib/contract/feature.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { MissingInput } from '#lib/contract/risk-report.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { type Row, suppose } from './rows.ts';
import { vectorise } from './vectorise.ts';

/** A measure that the model did not get; its effect on the risk is not known yet. */
export type MissingMeasure = Omit<MissingInput, 'effect'> & { readonly unit: string };

/** "What if it were known": one row per plausible value, to be run in the patient's batch. */
export type Supposition = { readonly value: number; readonly row: Row };

/** A measure stands for its newest value, or for its only feature; a missing trend alone is no missing measure. */
const principal = (measure: string, id: string): boolean => id === measure || id === `${measure}.last`;

/**
 * Measures without a usable value, in contract order. A measure whose alternative is at hand (BNP for NT-proBNP)
 * is not missed, nor one of which nothing is left to measure.
 */
export function findMissing(
  { specs, outcomes }: FeatureVector,
  nothingToMeasure: ReadonlySet<string>,
): readonly MissingMeasure[] {
  const atHand = new Set<string>();
  for (const [column, { id, measure }] of specs.entries()) {
    const outcome = outcomes[column];
    if (outcome && isReading(outcome) && principal(measure, id)) atHand.add(measure);
  }
  return specs.flatMap(({ id, measure, alternative, label, unit }, column): MissingMeasure[] => {
    const gap = outcomes[column];
    if (!gap || isReading(gap) || !principal(measure, id)) return [];
    if (nothingToMeasure.has(measure) || (alternative && atHand.has(alternative))) return [];
    const features = specs.filter((spec) => spec.measure === measure).map((spec) => spec.id);
    const { missing: reason, detail, last } = gap;
    return [{ measure, label, unit, features, reason, detail, last }];
  });
}

/**
 * What is missing from a record, scored or not. Without a time of prediction there is never a score; the gaps are those at
 * the chart's latest entry, so that nothing on the chart is called missing.
 */
export const findGaps = (
  record: PatientRecord<Slices>,
  at: Moment | null,
  vector: FeatureVector,
  nothingToMeasure: ReadonlySet<string>,
): readonly MissingMeasure[] => {
  const ids = vector.specs.map(({ id }) => id);
  return findMissing(at ? vector : vectorise(record, record.latest, ids), nothingToMeasure);
};

/**
 * The patient with `missing` at the 10th, 50th and 90th percentile of the training set, as if measured at the usual
 * time before discharge. Empty when the manifest does not know the measure.
 */
export function supposeKnown(
  { features }: MissingMeasure,
  vector: FeatureVector,
  { quantiles }: SurvivalManifest,
): readonly Supposition[] {
  const columnOf = (id: string) => vector.specs.findIndex((spec) => spec.id === id);
  const [value] = features;
  const plausible = value === undefined ? undefined : quantiles[value];
  if (value === undefined || plausible === undefined) return [];
  const age = features.find((id) => id.endsWith('.hours-since'));
  const usualAge = age === undefined ? undefined : quantiles[age]?.p50;
  // A flag has fewer than three distinct values.
  const distinct = [...new Set([plausible.p10, plausible.p50, plausible.p90])];
  return distinct.map((supposed) => {
    const columns = new Map([[columnOf(value), supposed]]);
    if (age !== undefined && usualAge !== undefined) columns.set(columnOf(age), usualAge);
    return { value: supposed, row: suppose(vector, columns) };
  });
}
