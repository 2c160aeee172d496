import type { Alert } from '#lib/icu/alerts/alert.ts';
import { afterScore, type Lifecycle, lifecycleRules, noLifecycle } from '#lib/icu/alerts/lifecycle.ts';
import { partitionOf } from '#lib/icu/events/event-log.ts';
import type { EventOf, SentEvent } from '#lib/icu/events/stream-event.ts';
import { rateModel } from '#lib/server/icu/scorer/fixtures/rate-model.ts';

// What the beds of the soak send, and what alerts must follow from it, told without a stream.

const STEP_MS = 10 * 60_000;
/** Heart rates of two hours of a bed: one alert, which ends, and quiet until the next may be raised. */
const RATES = [80, 80, 160, 165, 80, 80, 80, 80, 80, 80, 80, 80];
const BEATS_OF_CERTAINTY = 200;

type Vital = Extract<SentEvent, { kind: 'vital-signs' }>;

const vital = (patient: string, id: string, at: number, value: number): Vital => ({
  version: 1,
  kind: 'vital-signs',
  id,
  patient,
  source: `monitor-${patient}`,
  at,
  signs: [{ sign: 'heart-rate', value, unit: '/min' }],
});

/** The n-th reading of a bed, always the same: what was not acknowledged is sent again. Beds take turns to alert. */
export const bedReading = (bed: number, n: number, start: number): Vital =>
  vital(`bed-${bed}`, `bed-${bed}.${n}`, start + n * STEP_MS, RATES[(n + bed) % RATES.length] ?? 80);

export const bedPlacement = (bed: number, start: number): SentEvent => ({
  version: 1,
  kind: 'placement',
  id: `bed-${bed}.placed`,
  patient: `bed-${bed}`,
  source: 'admissions',
  at: start,
  bed: `B${bed}`,
  ward: 'soak',
  admittedAt: start,
});

/** A second of a pleth: load, and nothing that is scored. */
export const bedWaveform = (bed: number, n: number, start: number): SentEvent => ({
  version: 1,
  kind: 'waveform',
  id: `bed-${bed}.pleth.${n}`,
  patient: `bed-${bed}`,
  source: `monitor-bed-${bed}`,
  at: start + n * STEP_MS,
  waveform: 'pleth',
  rate: 125,
  unit: '1',
  gain: 1 / 32_768,
  offset: 0,
  samples: Buffer.alloc(250, n % 256).toString('base64'),
});

/** Two ways into the log: a process that writes it, and the web server. */
export const ways = ['writer', 'web'] as const;
export type Way = (typeof ways)[number];

/** Every other bed goes each way. */
export const bedsOf = (way: Way, beds: number): readonly number[] =>
  Array.from({ length: beds }, (_, bed) => bed).filter((bed) => ways[bed % ways.length] === way);

/**
 * One patient in every other partition, whose readings carry the time at which they were sent: by them it is seen how old a wall
 * is, and how far scores are.
 */
export const canariesOf = (way: Way, partitions: number): readonly string[] =>
  Array.from({ length: partitions }, (_, partition) => partition)
    .filter((partition) => ways[partition % ways.length] === way)
    .map((partition) => {
      let k = 0;
      while (partitionOf(`canary-${partition}-${k}`, partitions) !== partition) k += 1;
      return `canary-${partition}-${k}`;
    });

/** Crosses the threshold each time, so that each is written at once. */
export const canaryReading = (canary: string, n: number, now: number): Vital =>
  vital(canary, `${canary}.${now}.${n}`, now, n % 2 === 0 ? 160 : 80);

/** The alerts that must stand after the readings of one bed, in their order. */
export function expectedAlerts(readings: readonly EventOf<'vital-signs'>[]): readonly Alert[] {
  const alerts = new Map<string, Alert>();
  let state: Lifecycle = noLifecycle;
  const { condition, threshold, horizonHours, name: model } = rateModel;
  for (const { patient, at, signs } of readings) {
    const probability = (signs[0]?.value ?? 0) / BEATS_OF_CERTAINTY;
    const score = {
      patient,
      condition,
      at,
      probability,
      threshold,
      horizonHours,
      factors: [],
      model,
      arm: 'standard',
    };
    const { next, changed } = afterScore(state, score, lifecycleRules, 0);
    state = next;
    for (const alert of changed) alerts.set(alert.id, alert);
  }
  return [...alerts.values()];
}
