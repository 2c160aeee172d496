import type { Patient } from 'fhir/r4';
import type { PatientHeader } from '#lib/contract/patient-record.ts';
import { readHeader } from '#lib/modalities/header.ts';

/** Patients that one list shows; a hospital's own patients are one group. */
export type PatientGroup = {
  readonly id: string;
  readonly label: string;
  /** Who they are, from the list alone: no chart has been read for it. */
  readonly patients: readonly PatientHeader[];
};

/** Tag of simulated patients that names their cohort. */
const COHORT = 'https://simulated.test/cohort';

/** In the order of the choice: the cohort that the model is for comes first. */
const LABELS: readonly (readonly [cohort: string, label: string])[] = [
  ['hf', 'Heart failure'],
  ['similarity', 'Similarity search'],
  ['icu-static', 'Intensive care'],
];
const OTHER = { id: 'other', label: 'Other patients' } as const;

type TaggedPatient = Pick<Patient, 'id' | 'meta'>;

const cohortOf = ({ meta }: TaggedPatient): string | undefined =>
  (Array.isArray(meta?.tag) ? meta.tag : []).find((tag) => tag?.system === COHORT)?.code;

/** Patients by cohort, those of none last; groups of nobody are left out. */
export function groupPatients(patients: readonly TaggedPatient[]): readonly PatientGroup[] {
  const known = new Set(LABELS.map(([cohort]) => cohort));
  const listed = (belongs: (cohort: string | undefined) => boolean) =>
    patients.filter((patient) => patient.id && belongs(cohortOf(patient))).map(readHeader);
  const groups = [
    ...LABELS.map(([cohort, label]) => ({ id: cohort, label, patients: listed((one) => one === cohort) })),
    { ...OTHER, patients: listed((one) => one === undefined || !known.has(one)) },
  ];
  return groups.filter((group) => group.patients.length > 0);
}
