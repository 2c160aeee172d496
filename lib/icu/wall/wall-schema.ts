import { z } from 'zod';
import { alert, alertConditions, alertFactor } from '../alerts/alert.ts';
import { wallClock } from '../alerts/icu-schema.ts';
import { BEDSIDE_SIGNS, type BedsideSign, WAVEFORMS, type WaveformId } from '../events/stream-event.ts';
import type { Intake, WallMessage, WallTile, WallValue } from './wall-message.ts';

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
  z.enum(Object.keys(table) as [Key, ...Key[]]);

const time = z.number().int();

export const bedsideSign = keysOf<BedsideSign>(BEDSIDE_SIGNS);

export const wallValue: z.ZodType<WallValue> = z.object({
  value: z.number(),
  unit: z.string(),
  at: time,
  doubt: z.string().exactOptional(),
});

const score = z.object({
  condition: z.enum(alertConditions),
  probability: z.number().min(0).max(1).nullable(),
  gap: z.string().nullable(),
  threshold: z.number(),
  horizonHours: z.number(),
  at: time,
  changeInHour: z.number().nullable(),
  factors: z.array(alertFactor),
  model: z.string(),
  arm: z.string(),
});

const rule = z.object({
  id: z.enum(['news2', 'qsofa', 'sirs', 'shock-index']),
  value: z.number().nullable(),
  missing: z.array(z.string()),
});

const tile: z.ZodType<WallTile> = z.object({
  bed: z.string(),
  ward: z.string(),
  patient: z.string().nullable(),
  who: z.string().nullable(),
  admittedAt: time.nullable(),
  movedFrom: z.object({ bed: z.string(), at: time }).nullable(),
  signs: z.partialRecord(bedsideSign, wallValue),
  laboratory: z.record(z.string(), wallValue),
  scores: z.array(score),
  rules: z.array(rule),
  newest: time.nullable(),
  alerts: z.array(alert),
  simulated: z.boolean(),
});

const chunk = z.object({
  waveform: keysOf<WaveformId>(WAVEFORMS),
  label: z.string().nullable(),
  at: time,
  rate: z.number().positive(),
  unit: z.string(),
  gain: z.number(),
  offset: z.number(),
  samples: z.string(),
});

const intake: z.ZodType<Intake> = z.object({ refused: z.int().min(0), flooding: z.array(z.string()) });

/** What the stream of the wall sends, checked at the border. */
export const wallMessage: z.ZodType<WallMessage> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('wall'), tiles: z.array(tile), clock: wallClock, intake }),
  z.object({ kind: z.literal('tile'), tile }),
  z.object({ kind: z.literal('waveform'), bed: z.string(), patient: z.string(), chunk }),
  z.object({ kind: z.literal('clock'), clock: wallClock, intake }),
]);
