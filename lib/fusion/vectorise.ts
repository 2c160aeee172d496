import type { Moment } from '#lib/clinical/moment.ts';
import type { Feature, FeatureSpec, FeatureVector, Gap, Reading } from '#lib/contract/feature.ts';
import { isReading } from '#lib/contract/feature.ts';
import type { ModalityDescription } from '#lib/contract/modality.ts';
import { type ModalityId, modalities, modalityIds, type Slices } from '#lib/modalities/index.ts';
import { noSlice, type Sliced } from './no-slice.ts';

const noTime: Gap = {
  missing: 'never-recorded',
  detail: 'There is no hospital stay to predict from.',
  last: null,
};

/** A value outside the plausible range is a recording error and is not read; neither is NaN. */
function believed(
  { label, unit, plausible: [low, high] }: FeatureSpec,
  outcome: Reading | Gap,
): Reading | Gap {
  if (!isReading(outcome) || (outcome.value >= low && outcome.value <= high)) return outcome;
  const detail = `${label} comes to ${outcome.value.toPrecision(3)}, outside ${low} to ${high} (${unit}).`;
  return { missing: 'unreadable', detail, last: outcome.from[0] ?? null };
}

/** A feature that finds its own slice. */
type Column = {
  readonly spec: FeatureSpec;
  readonly read: (record: Sliced, at: Moment) => Reading | Gap;
};

function columnsOf<Id extends ModalityId>(id: Id): [string, Column][] {
  const { features } = modalities[id] as ModalityDescription<Slices[Id]>;
  return features.map((feature: Feature<Slices[Id]>) => {
    const { read, phrase: _phrase, treatment: _treatment, ...described } = feature;
    const spec = { ...described, modality: id };
    const readRecord: Column['read'] = (record, at) => {
      const slice = record.slices[id];
      return slice === undefined ? noSlice(id, record) : believed(spec, read(slice, at));
    };
    return [feature.id, { spec, read: readRecord }];
  });
}

const columns: ReadonlyMap<string, Column> = new Map(modalityIds.flatMap((id) => columnsOf(id)));

/** Throws `TypeError` for a feature that no modality has: a model that reads one was refused when it was loaded. */
function columnOf(id: string): Column {
  const column = columns.get(id);
  if (column) return column;
  throw new TypeError(`No modality has a feature ${id}`);
}

/** What some features are, in the order asked for. */
export const specsOf = (ids: readonly string[]): readonly FeatureSpec[] => ids.map((id) => columnOf(id).spec);

/**
 * Reads some features of a record at a time. Pure: what is dated after `at` changes nothing.
 *
 * @param at `null`: there is no time to read them at, and all are missing
 * @param ids features in the order of the columns
 * @returns vectors of `ids.length`; a missing value is 0 with `present` 0
 */
export function vectorise(record: Sliced, at: Moment | null, ids: readonly string[]): FeatureVector {
  const wanted = ids.map(columnOf);
  const outcomes = wanted.map(({ read }) => (at === null ? noTime : read(record, at)));
  return {
    values: Float32Array.from(outcomes, (outcome) => (isReading(outcome) ? outcome.value : 0)),
    present: Float32Array.from(outcomes, (outcome) => (isReading(outcome) ? 1 : 0)),
    outcomes,
    specs: wanted.map(({ spec }) => spec),
  };
}
