import { type ModalityId, modalityIds } from './index.ts';

/** Their panels fetch them when the reader comes near. */
const FETCHED_LATER: ReadonlySet<ModalityId> = new Set(['wearables']);

/** The modalities that a patient's page holds from the start and that a list of patients tells of, in contract order. */
export const READ_FIRST: readonly ModalityId[] = modalityIds.filter((id) => !FETCHED_LATER.has(id));
