import { z } from 'zod';
import type { FollowUp } from '#lib/evaluation/follow-up.ts';
import { readTruthLines, TruthFileError } from '../truth-file.ts';

const outcome = z.object({
  patient: z.string(),
  /** From the discharge to the readmission, or to the end of follow-up. */
  timeDays: z.number().positive(),
  event: z.literal([0, 1]),
});

/** What became of each patient, by FHIR logical id. Throws `TruthFileError`, also for a patient who comes twice. */
export async function readOutcomes(path: string): Promise<ReadonlyMap<string, FollowUp>> {
  const outcomes = new Map<string, FollowUp>();
  for await (const { truth, where } of readTruthLines(path, outcome)) {
    const { patient, timeDays, event } = truth;
    if (outcomes.has(patient)) throw new TruthFileError(`${where}: patient ${patient} came before`);
    outcomes.set(patient, { timeDays, event });
  }
  return outcomes;
}
