import type { ModalityDescription } from '#lib/contract/modality.ts';
import { type ModalityId, modalities, modalityIds } from './index.ts';

const isLater = (id: ModalityId): boolean => {
  const description: ModalityDescription<never> = modalities[id];
  return description.fetchedLater === true;
};

/** The modalities that a patient's page holds from the start and that a list of patients tells of, in contract order. */
export const READ_FIRST: readonly ModalityId[] = modalityIds.filter((id) => !isLater(id));
