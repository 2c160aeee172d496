import { z } from 'zod';
import { stageTwoModalities } from './modalities.ts';

const modality = z.enum(stageTwoModalities);
const logOdds = z.number().describe('on the scale of the log-odds; positive speaks for it');
const probability = z.number().min(0).max(1);

const factor = z.strictObject({
  feature: z.string(),
  text: z.string().describe('e.g. rising lactate, 1.8 → 3.4 mmol/L in 6 h'),
  share: logOdds,
  standardError: z.number().describe('of the share, which is sampled over orders'),
  simulatedAlone: z
    .boolean()
    .describe('no real patient of the training had it: what it means was learned from simulated ones'),
});

export const stageOneSide = z.strictObject({ model: z.string(), probability, threshold: probability });

/** Why stage two would warn of something, or would not: what `lib/icu/stage-two` says of an hour. */
export const explanation = z.strictObject({
  question: z.enum(['sepsis', 'deterioration']),
  horizonHours: z.number(),
  windowHours: z.number(),
  probability,
  threshold: probability,
  logOdds: z.number(),
  base: z.number().describe('log-odds of a patient of whom nothing is known; with the shares it adds up'),
  modalities: z
    .array(
      z.strictObject({
        id: modality,
        label: z.string(),
        share: logOdds.describe('exact Shapley value; its factors add up to it'),
        factors: z.array(factor).describe('largest first'),
      }),
    )
    .describe('those of which anything is known, largest first'),
  missing: z.array(z.strictObject({ id: modality, label: z.string() })),
  began: z
    .array(
      z.strictObject({
        hoursAgo: z.int(),
        logOdds: z.number(),
        shares: z.partialRecord(modality, z.number()),
      }),
    )
    .describe('the same at each of the last hours, from what was known by then; oldest first'),
  orders: z.int().describe('orders that the shares within a modality were sampled over'),
  stageOne: stageOneSide.nullable().describe('what the model that decides said; null: it said nothing'),
  disagreement: z.string().nullable().describe('null: both lie on the same side of their thresholds'),
  receipt: z.strictObject({
    model: z.strictObject({ id: z.string(), version: z.string(), graph: z.string().describe('SHA-256') }),
    backend: z.string(),
    durationMs: z.number(),
  }),
});
export type Explanation = z.infer<typeof explanation>;
export type ExplanationModality = Explanation['modalities'][number];
export type StageOneSide = z.infer<typeof stageOneSide>;
