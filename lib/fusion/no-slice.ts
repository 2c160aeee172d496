import type { Gap } from '#lib/contract/feature.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { type ModalityId, modalities, type Slices } from '#lib/modalities/index.ts';

/** What features and tensors are read from. */
export type Sliced = Pick<PatientRecord<Slices>, 'slices' | 'deferred'>;

/** Why a record has no slice of a modality: the chart holds nothing of the kind, or it was not read. */
export const noSlice = (id: ModalityId, { deferred = [] }: Sliced): Gap => {
  const { label } = modalities[id];
  return deferred.includes(id)
    ? { missing: 'unreadable', detail: `"${label}" is on the chart, and was not read with it.`, last: null }
    : { missing: 'never-recorded', detail: `The chart holds nothing of the kind "${label}".`, last: null };
};
