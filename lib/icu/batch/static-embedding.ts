import { z } from 'zod';
import type { Moment } from '#lib/clinical/moment.ts';
import { isReading } from '#lib/contract/feature.ts';
import { inputsHash, inputsOf } from '#lib/contract/model-inputs.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { specsOf, vectorise } from '#lib/fusion/vectorise.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { historyFeatureIds } from './history-features.ts';

/**
 * What a stream is joined with: a patient's history and genome as one row of numbers, each of them named, so that what a
 * model makes of it can be said in words. Missing is 0 with `present` 0, as in every row of this program.
 */
export const staticEmbedding = z.object({
  /** Hash of the features, their units and versions: a row of another contract is folded anew. */
  contract: z.string().length(64),
  /** Up to when the record was read, ms since the epoch. */
  asOf: z.number().int(),
  values: z.array(z.number()),
  present: z.array(z.union([z.literal(0), z.literal(1)])),
  /** Resources that the numbers came from: a receipt names them. */
  from: z.array(z.string()),
});
export type StaticEmbedding = z.infer<typeof staticEmbedding>;

/** What the rows hold, in order. */
export const historyInputs = () => inputsOf(specsOf(historyFeatureIds), []);

/** Reads a whole record (`readWholeRecord`) as it stood at a time; what is dated later changes nothing. */
export async function embedHistory(record: PatientRecord<Slices>, at: Moment): Promise<StaticEmbedding> {
  const { values, present, outcomes } = vectorise(record, at, historyFeatureIds);
  const from = outcomes.flatMap((outcome) => (isReading(outcome) ? outcome.from : []));
  return {
    contract: await inputsHash(historyInputs()),
    asOf: at.ms,
    values: [...values],
    present: Array.from(present, (one) => (one > 0 ? 1 : 0)),
    from: [...new Set(from.map(({ reference }) => reference))],
  };
}

/** One number of a row by its feature; `null`: it is missing. */
export function historyValue({ values, present }: StaticEmbedding, feature: string): number | null {
  const index = historyFeatureIds.indexOf(feature);
  const value = values[index];
  return value === undefined || present[index] !== 1 ? null : value;
}
