import type { CodedDiagnosis } from '../fhir/condition-resource.ts';

/** What brought a patient of the similarity cohort to hospital; `none`: breathless, and no disease was found. */
export const diagnosisNames = [
  'bacterial-pneumonia',
  'viral-pneumonia',
  'decompensated-heart-failure',
  'copd-exacerbation',
  'inherited-dilated-cardiomyopathy',
  'ischaemic-cardiomyopathy',
  'pulmonary-embolism',
  'none',
] as const;
export type Diagnosis = (typeof diagnosisNames)[number];

export const diagnosisCodes: Readonly<Record<Diagnosis, CodedDiagnosis>> = {
  'bacterial-pneumonia': { text: 'Bacterial pneumonia', snomed: '53084003', icd10: 'J15.9' },
  'viral-pneumonia': { text: 'Viral pneumonia', snomed: '75570004', icd10: 'J12.9' },
  'decompensated-heart-failure': {
    text: 'Decompensated heart failure',
    snomed: '195111005',
    icd10: 'I50.9',
  },
  'copd-exacerbation': { text: 'Acute exacerbation of COPD', snomed: '195951007', icd10: 'J44.1' },
  'inherited-dilated-cardiomyopathy': {
    text: 'Dilated cardiomyopathy, inherited',
    snomed: '399020009',
    icd10: 'I42.0',
  },
  'ischaemic-cardiomyopathy': { text: 'Ischaemic cardiomyopathy', snomed: '426856002', icd10: 'I25.5' },
  'pulmonary-embolism': { text: 'Pulmonary embolism', snomed: '59282003', icd10: 'I26.99' },
  none: { text: 'Breathlessness, no acute disease found', snomed: '267036007', icd10: 'R06.00' },
};

/** Shares of the cohort, uneven as in an emergency department for the breathless; they sum to 1. */
export const prevalence: Readonly<Record<Diagnosis, number>> = {
  'bacterial-pneumonia': 0.19,
  'viral-pneumonia': 0.12,
  'decompensated-heart-failure': 0.21,
  'copd-exacerbation': 0.14,
  'inherited-dilated-cardiomyopathy': 0.06,
  'ischaemic-cardiomyopathy': 0.1,
  'pulmonary-embolism': 0.07,
  none: 0.11,
};
