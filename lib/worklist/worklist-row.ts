import type { Moment } from '#lib/clinical/moment.ts';
import type { PatientHeader, PatientRecord } from '#lib/contract/patient-record.ts';
import { checkEligibility } from '#lib/fusion/eligibility.ts';
import { findGaps } from '#lib/fusion/missing.ts';
import { READMISSION_MODALITIES } from '#lib/fusion/readmission-model.ts';
import type { Row } from '#lib/fusion/rows.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import type { Slices } from '#lib/modalities/index.ts';

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

/** Reduces a record to its line in the worklist. */
export function toWorklistRow(record: PatientRecord<Slices>): WorklistRow {
  const { patient, admission, at, latest, issues } = record;
  const vector = vectorise(record, READMISSION_MODALITIES);
  const [first] = checkEligibility(record, vector);
  return {
    patient,
    at,
    discharged: admission ? admission.end !== null : null,
    latest,
    gaps: findGaps(record, vector).map(({ label }) => label),
    issues: issues.length,
    input: first ? null : { values: vector.values, present: vector.present },
    reason: first?.message ?? null,
  };
}
