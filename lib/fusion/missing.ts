import type { Moment } from '#lib/clinical/moment.ts';
import type { FeatureVector } from '#lib/contract/feature.ts';
import { isReading } from '#lib/contract/feature.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { MissingInput } from '#lib/contract/risk-report.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { daysAtHome } from './clock.ts';
import { type Row, suppose } from './rows.ts';
import { type Source, sourcesAtHand } from './sources.ts';
import type { SurvivalModel } from './survival-model.ts';
import { vectorise } from './vectorise.ts';

/** A measure that the model did not get; its effect on the risk is not known yet. */
export type MissingMeasure = Omit<MissingInput, 'effect'> & { readonly unit: string };

/** "What if it were known": one row per plausible value, to be run in the patient's batch. */
export type Supposition = { readonly value: number; readonly row: Row };

/** A measure stands for its newest value, or for its only feature; a missing trend alone is no missing measure. */
const principal = (measure: string, id: string): boolean => id === measure || id === `${measure}.last`;

type Found = MissingMeasure & { readonly alternative: string | undefined };

const newestOf = ({ last }: Found) => last?.time?.ms ?? Number.NEGATIVE_INFINITY;

/** Two measures of which either answers the question: one gap under the first, with what is newest known of the two. */
function asOne(first: Found, second: Found): Found {
  const told = newestOf(second) > newestOf(first) ? second : first;
  const label = `${first.label} or ${second.label}`;
  const detail = told.last === null ? told.detail.replace(told.label, label) : told.detail;
  return { ...first, label, reason: told.reason, detail, last: told.last };
}

function joinAlternatives(found: readonly Found[]): readonly MissingMeasure[] {
  const byMeasure = new Map(found.map((one) => [one.measure, one]));
  const joined = new Set<string>();
  return found.flatMap((one): MissingMeasure[] => {
    if (joined.has(one.measure)) return [];
    const other = one.alternative === undefined ? undefined : byMeasure.get(one.alternative);
    if (other) joined.add(other.measure);
    const { alternative: _alternative, ...measure } = other ? asOne(one, other) : one;
    return [measure];
  });
}

/**
 * Measures without a usable value, in contract order. A measure whose alternative is at hand (BNP for NT-proBNP)
 * is not missed, nor one of which nothing is left to measure; two alternatives that are both missing are one gap.
 * Of `sources` that are missing whole no measure is: the source is.
 */
export function findMissing(
  vector: FeatureVector,
  nothingToMeasure: ReadonlySet<string>,
  sources: readonly Source[],
): readonly MissingMeasure[] {
  const { specs, outcomes } = vector;
  const { lacking } = sourcesAtHand(vector, sources);
  const ofSources = new Set(lacking.flatMap(({ source }) => source.features));
  const atHand = new Set<string>();
  for (const [column, { id, measure }] of specs.entries()) {
    const outcome = outcomes[column];
    if (outcome && isReading(outcome) && principal(measure, id)) atHand.add(measure);
  }
  const found = specs.flatMap(({ id, measure, alternative, label, unit }, column): Found[] => {
    const gap = outcomes[column];
    if (!gap || isReading(gap) || !principal(measure, id) || ofSources.has(id)) return [];
    if (nothingToMeasure.has(measure) || (alternative && atHand.has(alternative))) return [];
    const features = specs.filter((spec) => spec.measure === measure).map((spec) => spec.id);
    const { missing: reason, detail, last } = gap;
    return [{ measure, label, unit, features, reason, detail, last, alternative }];
  });
  return joinAlternatives(found);
}

/**
 * What is missing from a record, scored or not. Without a time of prediction there is never a score; the gaps are those at
 * the chart's latest entry, so that nothing on the chart is called missing. A patient whom the model is not for lacks nothing.
 */
export const findGaps = (
  record: PatientRecord<Slices>,
  at: Moment | null,
  vector: FeatureVector,
  { concerns, nothingToMeasure }: Pick<SurvivalModel, 'concerns' | 'nothingToMeasure'>,
  sources: readonly Source[],
): readonly MissingMeasure[] => {
  if (!concerns(record, at ?? record.latest)) return [];
  const ids = vector.specs.map(({ id }) => id);
  return findMissing(at ? vector : vectorise(record, record.latest, ids), nothingToMeasure, sources);
};

/** The usual age of a value, in hours: ages of the training set are those at the discharge. `undefined`: nobody knows. */
export function usualAgeOf(
  id: string,
  vector: FeatureVector,
  quantiles: SurvivalManifest['quantiles'],
): number | undefined {
  const usual = quantiles[id]?.p50;
  return usual === undefined ? undefined : usual + 24 * (daysAtHome(vector) ?? 0);
}

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
  const usualAge = age === undefined ? undefined : usualAgeOf(age, vector, quantiles);
  // A flag has fewer than three distinct values.
  const distinct = [...new Set([plausible.p10, plausible.p50, plausible.p90])];
  return distinct.map((supposed) => {
    const columns = new Map([[columnOf(value), supposed]]);
    if (age !== undefined && usualAge !== undefined) columns.set(columnOf(age), usualAge);
    return { value: supposed, row: suppose(vector, columns) };
  });
}
