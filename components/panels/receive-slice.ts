import type { ModalityId } from '#lib/modalities/index.ts';
import type { LoadOneSlice, SliceOutcome } from '#lib/modalities/slice-outcome.ts';

const refused = (reason: string) => ({ ok: false, reason }) as const;

/** Asks for a modality of a patient and takes no other patient's for it. Never throws. */
export async function receiveSlice<Id extends ModalityId>(
  load: LoadOneSlice<Id>,
  patientId: string,
  modality: Id,
): Promise<SliceOutcome<Id>> {
  try {
    const outcome = await load(patientId, modality);
    if (!outcome.ok || (outcome.patientId === patientId && outcome.modality === modality)) return outcome;
    return refused('The hospital answered with the data of another patient. They are not shown.');
  } catch {
    return refused('The hospital’s server did not answer. The rest of the page is not affected.');
  }
}
