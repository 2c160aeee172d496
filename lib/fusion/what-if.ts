// Questions about a patient who is a little different: a source of data left out, or another value of a measure.
import { type FeatureVector, type Gap, isReading } from '#lib/contract/feature.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import { usualAgeOf } from './missing.ts';
import { type Source, sourcesAtHand } from './sources.ts';
import { specsOf } from './vectorise.ts';

/** What is asked; the order in which it was put together does not matter. */
export type WhatIf = {
  /** Ids of the sources that are left out. */
  readonly left: readonly string[];
  /** Feature id → supposed value, in the unit of the feature. */
  readonly supposed: Readonly<Record<string, number>>;
};

/** Nothing is asked: the patient as the chart has them. */
export const AS_IT_IS: WhatIf = { left: [], supposed: {} };

export const isAsked = ({ left, supposed }: WhatIf): boolean =>
  left.length > 0 || Object.keys(supposed).length > 0;

const notAtHand: Gap = { missing: 'never-recorded', detail: 'The model did not get it.', last: null };
const leftOut: Gap = { missing: 'never-recorded', detail: 'Left out of this question.', last: null };

type Told = Pick<Scored, 'attributions' | 'missing' | 'missingSources' | 'provenance'>;

/** Why features have no value, as far as a report tells it, by feature. */
function gapsOf({ missing, missingSources }: Told, sources: readonly Source[]): ReadonlyMap<string, Gap> {
  const whole = missingSources.flatMap(({ source, detail }) => {
    const features = sources.find(({ id }) => id === source)?.features ?? [];
    return features.map((feature): [string, Gap] => [feature, { ...notAtHand, detail }]);
  });
  const alone = missing.flatMap(({ features, reason, detail, last }) =>
    features.map((feature): [string, Gap] => [feature, { missing: reason, detail, last }]),
  );
  return new Map([...whole, ...alone]);
}

/** What the model read when it gave a report. @param ids features in the order of the model's columns */
export function vectorOfReport(
  report: Told,
  ids: readonly string[],
  sources: readonly Source[],
): FeatureVector {
  const values = new Map(
    report.attributions.flatMap(({ features }) => features).map(({ feature, value }) => [feature, value]),
  );
  const evidence = new Map(report.provenance.inputs.map(({ feature, from }) => [feature, from]));
  const gaps = gapsOf(report, sources);
  return vectorFrom(
    ids.map((id) => {
      const value = values.get(id) ?? null;
      return value === null ? (gaps.get(id) ?? notAtHand) : { value, from: evidence.get(id) ?? [] };
    }),
    specsOf(ids),
  );
}

const vectorFrom = (outcomes: FeatureVector['outcomes'], specs: FeatureVector['specs']): FeatureVector => ({
  values: Float32Array.from(outcomes, (outcome) => (isReading(outcome) ? outcome.value : 0)),
  present: Float32Array.from(outcomes, (outcome) => (isReading(outcome) ? 1 : 0)),
  outcomes,
  specs,
});

/** The same patient without some features. */
export function withoutFeatures(vector: FeatureVector, features: readonly string[]): FeatureVector {
  const gone = new Set(features);
  const outcomes = vector.outcomes.map((outcome, column) =>
    gone.has(vector.specs[column]?.id ?? '') ? leftOut : outcome,
  );
  return vectorFrom(outcomes, vector.specs);
}

/** How old a supposed value is: as old as the one that it stands for, else as old as is usual. */
function usualAges(
  vector: FeatureVector,
  quantiles: SurvivalManifest['quantiles'],
  supposed: WhatIf['supposed'],
): Record<string, number> {
  const { specs, outcomes } = vector;
  const measures = new Set(specs.flatMap(({ id, measure }) => (supposed[id] === undefined ? [] : [measure])));
  const ages = specs.flatMap(({ id, measure }, column): [string, number][] => {
    const outcome = outcomes[column];
    if (!id.endsWith('.hours-since') || !measures.has(measure) || !outcome || isReading(outcome)) return [];
    const usual = usualAgeOf(id, vector, quantiles);
    return usual === undefined ? [] : [[id, usual]];
  });
  return Object.fromEntries(ages);
}

/** The patient of a question. What belongs to a source that is left out has no supposed value either. */
export function supposedVector(
  vector: FeatureVector,
  { quantiles }: Pick<SurvivalManifest, 'quantiles'>,
  sources: readonly Source[],
  { left, supposed }: WhatIf,
): FeatureVector {
  const values = { ...usualAges(vector, quantiles, supposed), ...supposed };
  const outcomes = vector.outcomes.map((outcome, column) => {
    const value = values[vector.specs[column]?.id ?? ''];
    return value === undefined ? outcome : { value, from: [] };
  });
  const gone = sources.filter(({ id }) => left.includes(id)).flatMap(({ features }) => features);
  return withoutFeatures(vectorFrom(outcomes, vector.specs), gone);
}

/** Sources that a question may leave out: those at hand. A patient of whom only one is known has none to leave out. */
export function sourcesToLeave(vector: FeatureVector, sources: readonly Source[]): readonly Source[] {
  const { atHand } = sourcesAtHand(vector, sources);
  return atHand.length > 1 ? sources.filter(({ id }) => atHand.includes(id)) : [];
}
