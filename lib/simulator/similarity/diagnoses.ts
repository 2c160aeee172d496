import type { CodedDiagnosis } from '../fhir/condition-resource.ts';
import table from './diagnoses.json' with { type: 'json' };

/** What brought a patient of the similarity cohort to hospital; `none`: breathless, and no disease was found. */
export type Diagnosis = keyof typeof table.diagnoses;

/** Each with its share of the cohort; they sum to 1. */
export const diagnoses: Readonly<Record<Diagnosis, CodedDiagnosis & { readonly prevalence: number }>> =
  table.diagnoses;

export const diagnosisNames = Object.keys(diagnoses) as Diagnosis[];
