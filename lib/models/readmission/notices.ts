import type { Issue } from '#lib/clinical/issue.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { Admission, PatientRecord } from '#lib/contract/patient-record.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { admissionAt } from './landmark.ts';

const sentences: Partial<Record<NonNullable<Admission['disposition']>, string>> = {
  transferred:
    'The stay ended with a transfer to another hospital: the patient did not go home, and the days there count as days after discharge.',
  hospice: 'The patient was discharged to hospice care, for which the model has no patients of its own.',
  'against-advice': 'The patient left against medical advice, which the model does not know.',
};

/** What a reader of the score must know about the way the stay ended. */
export function dischargeNotices(record: PatientRecord<Slices>, { at }: Landmark): readonly Issue[] {
  const admission = at && admissionAt(record, at);
  const message = admission?.disposition ? sentences[admission.disposition] : undefined;
  if (message === undefined || !admission) return [];
  const path = `${admission.reference}.hospitalization.dischargeDisposition`;
  return [{ code: 'assumption', severity: 'warning', message, path }];
}
