import { z } from 'zod';
import { problemDetails } from '#lib/contract/risk-schema.ts';
import { alert, alertConditions, alertFactor } from './alert.ts';
import { scoreReceipt } from './score.ts';

/** What the addresses below `/api/icu` answer, for programs outside: names and shapes here are a promise. */
const time = z.int().describe('ms since the epoch, by the clock of the wall');

export const icuAlerts = z
  .strictObject({ alerts: z.array(alert) })
  .describe('Most urgent first: unanswered, then farthest above the threshold, then longest waiting');

/** An answer that came second: what stands is told along. */
export const alertConflict = problemDetails.extend({ alert }).describe('Somebody else answered before');

const score = z.strictObject({
  condition: z.enum(alertConditions),
  probability: z.number().min(0).max(1).nullable().describe('null: there is no score, and `gap` says why'),
  gap: z.string().nullable(),
  threshold: z.number().describe('in force: at or above it an alert is raised'),
  horizonHours: z.number(),
  at: time.describe('up to which data was read'),
  changeInHour: z.number().nullable(),
  modalities: z
    .array(z.strictObject({ modality: z.string(), share: z.number(), factors: z.array(alertFactor) }))
    .describe('Top factors of each kind of data; shares on the scale of the log-odds'),
  model: z.string(),
  arm: z.string().describe('of the comparison of models that the patient is in'),
  receipt: scoreReceipt.nullable(),
});

export const icuRisk = z.strictObject({
  patient: z.string(),
  bed: z.string().nullable(),
  scores: z.array(score),
  rules: z.array(
    z.strictObject({
      id: z.enum(['news2', 'qsofa', 'sirs', 'shock-index']),
      value: z.number().nullable(),
      missing: z.array(z.string()),
    }),
  ),
  alerts: z.array(alert).describe('that have not ended'),
  simulated: z.boolean(),
});
export type IcuRisk = z.infer<typeof icuRisk>;

/** What a replay is asked to do: run at a speed (0: stand still), go on from a later time, or to the next alert. */
export const replayChange = z.union([
  z.strictObject({ speed: z.number().min(0).max(600) }),
  z.strictObject({ seek: time }),
  z.strictObject({ jump: z.literal('next-alert') }),
]);
export type ReplayChange = z.infer<typeof replayChange>;

export const wallClock = z.strictObject({
  now: time,
  speed: z.number().min(0).describe('milliseconds of the wall for each real one'),
  replay: z
    .strictObject({ title: z.string(), simulated: z.boolean() })
    .nullable()
    .describe('null: the wall shows what happens now'),
});

const truth = z.strictObject({
  events: z.int(),
  found: z.int(),
  alertsPerEvent: z.number().nullable(),
  ppv: z
    .number()
    .nullable()
    .describe('share of alerts that came within the horizon before an onset or shortly after'),
  medianLeadHours: z.number().nullable(),
});

const consequences = z.strictObject({
  threshold: z.number(),
  bedDays: z.number(),
  alerts: z.int(),
  alertsPerBedDay: z.number().nullable(),
  truth: truth.nullable().describe('null: when patients really fell ill is not known'),
});

/** What is asked of thresholds in the address: the consequences of one, or one for a wished rate of alarms. */
export const thresholdQuestion = z.strictObject({
  condition: z.enum(alertConditions),
  threshold: z.coerce.number().gt(0).lt(1).optional(),
  alertsPerBedDay: z.coerce.number().gt(0).max(100).optional(),
});

export const thresholdChange = z.strictObject({
  condition: z.enum(alertConditions),
  threshold: z.number().gt(0).lt(1),
  why: z.string().min(3).max(500),
});

export const icuThreshold = z.strictObject({
  condition: z.enum(alertConditions),
  model: z.string(),
  threshold: z.number().describe('in force'),
  set: z
    .strictObject({ by: z.string(), why: z.string(), at: time })
    .nullable()
    .describe('who set it; null: it is the own of the model'),
  span: z.strictObject({ from: time, to: time }).describe('whose scores the consequences are counted on'),
  second: z
    .strictObject({ asked: z.int(), disagreed: z.int() })
    .describe('alerts that began in the span and what the second model, which explains, says of them'),
  standing: consequences.describe('of the threshold in force'),
  preview: consequences.nullable().describe('of the one that was asked about'),
});
export type IcuThreshold = z.infer<typeof icuThreshold>;

/** What was sent and not taken in, newest first. */
export const icuDeadLetters = z.object({
  letters: z.array(
    z.object({
      id: z.number().int(),
      receivedAt: z.iso.datetime(),
      source: z.string().describe('who sent it: an address of this app, or a listener'),
      reason: z.string(),
      bytes: z.number().int().describe('of the whole'),
      body: z.string().describe('its beginning, without who the patient is'),
    }),
  ),
});
