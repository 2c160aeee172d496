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
});
export type Alert = z.infer<typeof alert>;
export type AlertFactor = z.infer<typeof alertFactor>;
export type AlertReason = (typeof alertReasons)[number];
