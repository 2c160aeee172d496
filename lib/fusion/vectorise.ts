import type { Moment } from '#lib/clinical/moment.ts';
import type { Feature, FeatureSpec, Gap, Reading } from '#lib/contract/feature.ts';
import { isReading } from '#lib/contract/feature.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import {
  type ModalityDescription,
  type ModalityId,
  modalities,
  modalityIds,
  type Slices,
  specsOf,
} from '#lib/modalities/index.ts';

/** One patient's model input in contract order, and how each number came about. All four lists are equally long. */
export type FeatureVector = {
  /** Canonical units; 0 where missing. Always finite. */
  readonly values: Float32Array;
  /** 1 or 0. */
  readonly present: Float32Array;
  readonly outcomes: readonly (Reading | Gap)[];
  readonly specs: readonly FeatureSpec[];
};

const noTime: Gap = {
  missing: 'never-recorded',
  detail: 'There is no hospital stay to predict from.',
  last: null,
};

const noModality = (label: string): Gap => ({
  missing: 'never-recorded',
  detail: `The chart holds nothing of the kind "${label}".`,
  last: null,
});

/** A value outside the plausible range is a recording error and is not read; neither is NaN. */
function believed(
  { label, unit, plausible: [low, high] }: Feature<never>,
  outcome: Reading | Gap,
): Reading | Gap {
  if (!isReading(outcome) || (outcome.value >= low && outcome.value <= high)) return outcome;
  const detail = `${label} comes to ${outcome.value.toPrecision(3)}, outside ${low} to ${high} (${unit}).`;
  return { missing: 'unreadable', detail, last: outcome.from[0] ?? null };
}

function readAll<Slice>(
  { label, features }: ModalityDescription<Slice>,
  slice: Slice | undefined,
  at: Moment | null,
): (Reading | Gap)[] {
  return features.map((feature) => {
    if (at === null) return noTime;
    return slice === undefined ? noModality(label) : believed(feature, feature.read(slice, at));
  });
}

/**
 * Packs the modalities that a model reads into its input. Pure: what is dated after `record.at` changes nothing.
 *
 * @returns vectors of `specsOf(ids).length`; a missing value is 0 with `present` 0
 */
export function vectorise(
  record: Pick<PatientRecord<Slices>, 'slices' | 'at'>,
  ids: readonly ModalityId[],
): FeatureVector {
  const readings = <Id extends ModalityId>(id: Id) =>
    readAll(modalities[id] as ModalityDescription<Slices[Id]>, record.slices[id], record.at);
  const outcomes = modalityIds.filter((id) => ids.includes(id)).flatMap(readings);
  return {
    values: Float32Array.from(outcomes, (outcome) => (isReading(outcome) ? outcome.value : 0)),
    present: Float32Array.from(outcomes, (outcome) => (isReading(outcome) ? 1 : 0)),
    outcomes,
    specs: specsOf(ids),
  };
}
