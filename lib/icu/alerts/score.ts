import { z } from 'zod';
import type { WallRule, WallScore } from '../wall/wall-message.ts';

/** What one score was made of: which model, what it read, and where in the log it stood. */
export const scoreReceipt = z.object({
  model: z.object({
    id: z.string(),
    version: z.string(),
    graphs: z.record(z.string(), z.string()).describe('SHA-256 of the file of each graph'),
  }),
  simulatedTraining: z.boolean(),
  computedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  log: z.string().describe('the log that was read, as the screen calls it'),
  partition: z.int().nonnegative(),
  offset: z.string().describe('of the last event that was read'),
  windowFrom: z.int().describe('event time from which on events were read, ms since the epoch'),
  inputs: z
    .array(
      z.object({
        feature: z.string(),
        value: z.number().nullable(),
        unit: z.string(),
        at: z.int().nullable(),
        event: z.string().nullable().describe('id of the event that told it'),
      }),
    )
    .describe('the readings that the score was made of'),
});
export type ScoreReceipt = z.infer<typeof scoreReceipt>;

/** A score as the scorer hands it over. `threshold` is the model's own: one that a person set takes its place. */
export type PatientScore = WallScore & { readonly receipt: ScoreReceipt };

/** All that the scorer says of one patient at one time. */
export type ScoredPatient = {
  readonly patient: string;
  /** Event time up to which data was read, ms since the epoch. */
  readonly at: number;
  readonly scores: readonly PatientScore[];
  readonly rules: readonly WallRule[];
};
