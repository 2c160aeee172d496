import { ageInYears, OLDEST_AGE } from '#lib/clinical/age.ts';
import { analyteById } from '#lib/clinical/analytes.ts';
import { estimatedGfr } from '#lib/clinical/ckd-epi.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Feature, Gap, Reading } from '#lib/contract/feature.ts';
import { newestResult } from './analyte-features.ts';
import type { EhrSlice } from './slice.ts';

const GROUP = 'Demographics';
const PATIENT_FIELD = 'Patient.birthDate and Patient.gender';

/** Completed years. `at` is an instant: its calendar day is taken in UTC, which can shift a birthday by one day and no more. */
export const ageAt = ({ birthDate }: EhrSlice, at: Moment): number | null =>
  birthDate === null ? null : ageInYears(birthDate, new Date(at.ms).toISOString());

const gap = (detail: string): Gap => ({ missing: 'unreadable', detail, last: null });

const noAge = gap('No birth date that can be read and precedes the time of prediction.');
const noSex = gap('Sex is not recorded as female or male.');

/** eGFR at a time in mL/min/1.73 m² (CKD-EPI 2021), from the newest creatinine; or why there is none. */
export function readGfr(slice: EhrSlice, at: Moment): Reading | Gap {
  const newest = newestResult(slice, analyteById.creatinine, at);
  if ('missing' in newest) return newest;
  const age = ageAt(slice, at);
  if (age === null) return noAge;
  if (slice.sex === null) return noSex;
  const { value, reference, time } = newest;
  return { value: estimatedGfr(value, age, slice.sex), from: [{ reference, time }] };
}

/** Who the patient is, and the filtration rate that needs it. */
export const patientFeatures: readonly Feature<EhrSlice>[] = [
  {
    id: 'egfr.last',
    label: 'eGFR',
    measure: 'egfr',
    group: 'Renal function',
    unit: 'mL/min/{1.73_m2}',
    plausible: [0, 250],
    source: 'CKD-EPI 2021 from creatinine, age and sex (doi:10.1056/NEJMoa2102953)',
    read: readGfr,
  },
  {
    id: 'age',
    label: 'Age',
    measure: 'age',
    group: GROUP,
    unit: 'a',
    plausible: [0, OLDEST_AGE],
    source: `${PATIENT_FIELD}; completed years`,
    phrase: (value) => `age ${value}`,
    read: (slice, at) => {
      const age = ageAt(slice, at);
      return age === null ? noAge : { value: age, from: [] };
    },
  },
  {
    id: 'sex',
    label: 'Sex',
    measure: 'sex',
    group: GROUP,
    unit: '1',
    plausible: [0, 1],
    source: `${PATIENT_FIELD}; 1 female, 0 male`,
    phrase: (value) => (value === 1 ? 'female' : 'male'),
    read: ({ sex }) => (sex === null ? noSex : { value: sex === 'female' ? 1 : 0, from: [] }),
  },
];
