/** What distances are measured in; a file of this installation. */
export const SPACE_ADDRESS = '/models/similarity/1/space.json';

/** Of the cohort beside a patient, or beside nobody: `null`. */
export const cohortAddress = (patient: string | null): string =>
  `/api/similar/cohort${patient === null ? '' : `?patient=${encodeURIComponent(patient)}`}`;
