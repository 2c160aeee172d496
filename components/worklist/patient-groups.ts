import type { Patient } from 'fhir/r4';

/** Patients that one list shows; a hospital's own patients are one group. */
export type PatientGroup = { readonly id: string; readonly label: string; readonly ids: readonly string[] };

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
  const idsOf = (belongs: (cohort: string | undefined) => boolean) =>
    patients.filter((patient) => belongs(cohortOf(patient))).flatMap(({ id }) => id ?? []);
  const groups = [
    ...LABELS.map(([cohort, label]) => ({ id: cohort, label, ids: idsOf((one) => one === cohort) })),
    { ...OTHER, ids: idsOf((one) => one === undefined || !known.has(one)) },
  ];
  return groups.filter(({ ids }) => ids.length > 0);
}
