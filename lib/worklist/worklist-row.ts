import type { Moment } from '#lib/clinical/moment.ts';
import type { PatientHeader, PatientRecord } from '#lib/contract/patient-record.ts';
import { findGaps } from '#lib/fusion/missing.ts';
import type { Row } from '#lib/fusion/rows.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { readmission } from '#lib/models/readmission/model.ts';

/** All that the worklist needs of a patient: a few hundred bytes and the model's input, never the chart. */
export type WorklistRow = {
  readonly patient: PatientHeader;
  readonly at: Moment | null;
  /** The index stay has ended; `null` without one. */
  readonly discharged: boolean | null;
  readonly latest: Moment | null;
  /** Labels of the measures that the model does not get. */
  readonly gaps: readonly string[];
  /** Entries of the chart that were left out or assumed. */
  readonly issues: number;
  /** `null`: the model may not speak about this patient, and `reason` says why. */
  readonly input: Row | null;
  readonly reason: string | null;
};

/**
 * Reduces a record to its line in the worklist.
 *
 * @param features what the readmission model in use reads, in the order of its columns
 */
export function toWorklistRow(record: PatientRecord<Slices>, features: readonly string[]): WorklistRow {
  const { patient, admission, latest, issues } = record;
  const landmark = readmission.landmark(record);
  const { at } = landmark;
  const vector = vectorise(record, at, features);
  const [first] = readmission.reasonsAgainst(record, landmark, vector);
  const gaps = findGaps(record, at, vector, readmission.nothingToMeasure);
  return {
    patient,
    at,
    discharged: admission ? admission.end !== null : null,
    latest,
    gaps: gaps.map(({ label }) => label),
    issues: readmission.notices(record, landmark).length + issues.length,
    input: first ? null : { values: vector.values, present: vector.present },
    reason: first?.message ?? null,
  };
}
