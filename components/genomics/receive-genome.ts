import type { GenomeOutcome, LoadGenome } from '#lib/modalities/genomics/genome-outcome.ts';

const refused = (reason: string): GenomeOutcome => ({ ok: false, reason });

/** Asks for a patient's genotype file and takes no other patient's for it. Never throws. */
export async function receiveGenome(load: LoadGenome, patientId: string): Promise<GenomeOutcome> {
  try {
    const outcome = await load(patientId);
    if (!outcome.ok || outcome.patientId === patientId) return outcome;
    return refused('The hospital answered with the genome of another patient. It is not searched.');
  } catch {
    return refused('The hospital’s server did not answer. The rest of the page is not affected.');
  }
}
