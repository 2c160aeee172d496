// What the generic panel lists: every feature of a modality at the time of prediction, read or missing.
import type { Moment } from '#lib/clinical/moment.ts';
import { type Evidence, type Gap, isReading, type Reading } from '#lib/contract/feature.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import { type ModalityId, modalities, type Slices } from '#lib/modalities/index.ts';
import { measureAnchor } from './generic-anchors.ts';

export type GenericRow = {
  readonly feature: string;
  readonly measure: string;
  readonly label: string;
  readonly unit: string;
  /** Canonical unit; `null`: missing, and `detail` says why. */
  readonly value: number | null;
  /** Of the newest entry that it was read from, or of the last one that could not be used. */
  readonly time: Moment | null;
  readonly detail: string | null;
  /** On the first row of a measure alone. */
  readonly anchor?: string;
};

const newest = (from: readonly Evidence[]): Moment | null =>
  from.reduce<Moment | null>((best, { time }) => (time && (!best || time.ms > best.ms) ? time : best), null);

function outcomeOf(outcome: Reading | Gap): Pick<GenericRow, 'value' | 'time' | 'detail'> {
  if (isReading(outcome)) return { value: outcome.value, time: newest(outcome.from), detail: null };
  return { value: null, time: outcome.last?.time ?? null, detail: outcome.detail };
}

/** One row per feature, in contract order. */
export function genericRows(
  slices: PatientRecord<Slices>['slices'],
  modality: ModalityId,
  at: Moment,
): readonly GenericRow[] {
  const ids = modalities[modality].features.map(({ id }) => id);
  const { outcomes, specs } = vectorise({ slices }, at, ids);
  const seen = new Set<string>();
  return specs.flatMap(({ id, measure, label, unit }, index) => {
    const outcome = outcomes[index];
    if (!outcome) return [];
    const row = { feature: id, measure, label, unit, ...outcomeOf(outcome) };
    if (seen.has(measure)) return [row];
    seen.add(measure);
    return [{ ...row, anchor: measureAnchor(modality, measure) }];
  });
}
