import type { Disposition } from '#lib/clinical/discharge-dispositions.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { Admission, PatientHeader, PatientRecord } from '#lib/contract/patient-record.ts';
import { findGaps } from '#lib/fusion/missing.ts';
import type { Row } from '#lib/fusion/rows.ts';
import { withoutUnread } from '#lib/fusion/sources.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import { toBeRead } from '#lib/modalities/imaging/pictures-of.ts';
import type { ImagingSlice } from '#lib/modalities/imaging/slice.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { readmission } from '#lib/models/readmission/model.ts';
import { PICTURE_SOURCES, sourcesNotRead } from './not-read.ts';

/** All that the worklist needs of a patient: a kilobyte or two with the model's input, never the chart. */
export type WorklistRow = {
  readonly patient: PatientHeader;
  readonly at: Moment | null;
  /** Of the index stay. */
  readonly admitted: Moment | null;
  /** The index stay has ended; `null` without one, or where nobody knows. */
  readonly discharged: boolean | null;
  /** How it ended, as far as the chart tells. */
  readonly disposition: Disposition | null;
  readonly latest: Moment | null;
  /** Labels of the measures that the model does not get. */
  readonly gaps: readonly string[];
  /** Ids of the model's sources that are on the chart and have not been read. */
  readonly notRead: readonly string[];
  /** What networks would read of the pictures among `notRead`; `null`: there are none, or there is no score that would change. */
  readonly pictures: ImagingSlice | null;
  /** Why pictures that were looked at gave no findings, in sentences. */
  readonly refused: readonly string[];
  /** Entries of the chart that were left out or assumed. */
  readonly issues: number;
  /** `null`: the model may not speak about this patient, and `reason` says why. */
  readonly input: Row | null;
  readonly reason: string | null;
};

/** Reduces a record to its line in the worklist, as the readmission model in use reads it. */
export function toWorklistRow(
  record: PatientRecord<Slices>,
  { inputs, sources }: Pick<SurvivalManifest, 'inputs' | 'sources'>,
): WorklistRow {
  const { patient, admission, latest, issues } = record;
  const features = inputs.features.map(({ id }) => id);
  const landmark = readmission.landmark(record);
  const { at } = landmark;
  const vector = vectorise(record, at, features);
  const [first] = readmission.reasonsAgainst(record, landmark, vector);
  const notRead = sourcesNotRead(record, at);
  const gaps = withoutUnread(findGaps(record, at, vector, readmission, sources), sources, notRead);
  return {
    patient,
    at,
    admitted: admission?.start ?? null,
    discharged: isDischarged(admission),
    disposition: admission?.disposition ?? null,
    latest,
    gaps: gaps.map(({ label }) => label),
    notRead,
    pictures: first || !at ? null : picturesToRead(record, at, notRead),
    refused: [],
    issues: readmission.notices(record, landmark).length + issues.length,
    input: first ? null : { values: vector.values, present: vector.present },
    reason: first?.message ?? null,
  };
}

function picturesToRead(
  { slices: { imaging } }: PatientRecord<Slices>,
  at: Moment,
  notRead: readonly string[],
): ImagingSlice | null {
  return imaging && notRead.some((source) => PICTURE_SOURCES.has(source)) ? toBeRead(imaging, at) : null;
}

const isDischarged = (admission: Admission | null): boolean | null =>
  admission === null || admission.endUnknown !== null ? null : admission.end !== null;
