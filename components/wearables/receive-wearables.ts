import type { LoadWearables, WearablesOutcome } from '#lib/modalities/wearables/wearables-outcome.ts';

const refused = (reason: string): WearablesOutcome => ({ ok: false, reason });

/** Asks for a patient's recordings and takes no other patient's for them. Never throws. */
export async function receiveWearables(load: LoadWearables, patientId: string): Promise<WearablesOutcome> {
  try {
    const outcome = await load(patientId);
    if (!outcome.ok || outcome.patientId === patientId) return outcome;
    return refused('The hospital answered with the recordings of another patient. They are not shown.');
  } catch {
    return refused('The hospital’s server did not answer. The rest of the page is not affected.');
  }
}
