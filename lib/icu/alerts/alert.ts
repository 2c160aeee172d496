import { z } from 'zod';

/** What the wall warns of. */
export const alertConditions = ['sepsis', 'deterioration'] as const;
export type AlertCondition = (typeof alertConditions)[number];

/** Why a person laid an alert aside, coded so that reasons can be counted. */
export const alertReasons = [
  'treated',
  'known',
  'measurement-error',
  'not-clinically-relevant',
  'comfort-care',
  'other',
] as const;

/** One factor of a score, in words that stand alone; `share` on the scale of the log-odds. */
export const alertFactor = z.object({
  modality: z.string(),
  feature: z.string(),
  text: z.string().describe('e.g. rising lactate, 1.8 → 3.4 mmol/L in 6 h'),
  share: z.number(),
});

/** What the second model, which explains and does not decide, said of the hour in which an alert began; recorded once. */
export const secondOpinion = z.object({
  model: z.string(),
  probability: z.number().min(0).max(1),
  threshold: z.number().min(0).max(1),
  agrees: z.boolean().describe('it would have warned too'),
  at: z.number().int().describe('up to which readings it read, ms since the epoch'),
  missing: z.array(z.string()).describe('kinds of data of which nothing was known'),
});
export type SecondOpinion = z.infer<typeof secondOpinion>;

export const alert = z.object({
  /** Made of condition, patient and the time at which it began: the same crossing found twice is one alert. */
  id: z.string(),
  patient: z.string(),
  condition: z.enum(alertConditions),
  /** `raised` until somebody answers; `snoozed` until `until`; `ended` when the score fell below, or the patient left. */
  state: z.enum(['raised', 'acknowledged', 'snoozed', 'dismissed', 'ended']),
  /** Event time of the score that crossed the threshold, ms since the epoch; and when it was stored. */
  at: z.number().int(),
  storedAt: z.number().int(),
  endedAt: z.number().int().nullable(),
  until: z.number().int().nullable(),
  probability: z.number(),
  threshold: z.number(),
  horizonHours: z.number(),
  factors: z.array(alertFactor),
  model: z.string(),
  arm: z.string(),
  answer: z
    .object({
      by: z.string(),
      at: z.number().int(),
      reason: z.enum(alertReasons),
      note: z.string().max(500).optional(),
    })
    .nullable(),
  second: secondOpinion.nullable().describe('null: it has not been asked'),
});
export type Alert = z.infer<typeof alert>;
export type AlertFactor = z.infer<typeof alertFactor>;
export type AlertReason = (typeof alertReasons)[number];
