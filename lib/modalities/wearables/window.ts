import { DAY_MS } from '#lib/clinical/moment.ts';
import { endOf, type Recording } from './slice.ts';

/** Features look at the seven days before the time of prediction: what a discharge week of monitoring gives. */
export const WINDOW_DAYS = 7;
export const MINUTE_MS = 60_000;
const WINDOW_MINUTES = WINDOW_DAYS * 1440;

/** A span of time, ms since the epoch, `to` exclusive. */
export type Window = { readonly from: number; readonly to: number };

export const windowBefore = (at: number): Window => ({ from: at - WINDOW_DAYS * DAY_MS, to: at });

/** The samples of a recording that lie wholly within the window; `undefined` when none do. */
function cut<T extends Recording>(recording: T, { from, to }: Window): T | undefined {
  const { start, periodMs, values } = recording;
  const first = Math.max(0, Math.ceil((from - start.ms) / periodMs - 1e-6));
  const end = Math.min(values.length, Math.floor((to - start.ms) / periodMs + 1e-6));
  if (end <= first) return undefined;
  if (first === 0 && end === values.length) return recording;
  const ms = start.ms + first * periodMs;
  return { ...recording, start: { ...start, ms }, values: values.subarray(first, end) };
}

/** What of the recordings lies in the window. A sample that ends after it was not known at its end. */
export const within = <T extends Recording>(recordings: readonly T[], window: Window): readonly T[] =>
  recordings.flatMap((recording) => cut(recording, window) ?? []);

/** The latest of the recordings that ended by `at`, whatever its age. */
export const latestBy = (recordings: readonly Recording[], at: number): Recording | undefined =>
  recordings.findLast((recording) => endOf(recording) <= at);

/** Adds a sample's share to every minute that it touches: `sum` of values by overlap, `weight` of ms covered. */
function spread(
  { start, periodMs, values }: Recording,
  from: number,
  sum: Float64Array,
  weight: Float64Array,
): void {
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const begin = start.ms + i * periodMs - from;
    const end = begin + periodMs;
    for (let minute = Math.floor(begin / MINUTE_MS); minute * MINUTE_MS < end; minute += 1) {
      const covered = Math.min(end, (minute + 1) * MINUTE_MS) - Math.max(begin, minute * MINUTE_MS);
      sum[minute] = (sum[minute] ?? 0) + value * covered;
      weight[minute] = (weight[minute] ?? 0) + covered;
    }
  }
}

/** A minute is known when half of it is. */
const FEWEST_MS = MINUTE_MS / 2;

/** Mean of each minute of the window, `NaN` where less than half a minute was read; for rates and saturations. */
export function minuteMeans(recordings: readonly Recording[], { from }: Window): Float32Array {
  const sum = new Float64Array(WINDOW_MINUTES + 1);
  const weight = new Float64Array(WINDOW_MINUTES + 1);
  for (const recording of recordings) spread(recording, from, sum, weight);
  const means = new Float32Array(WINDOW_MINUTES);
  for (let m = 0; m < WINDOW_MINUTES; m += 1)
    means[m] = (weight[m] ?? 0) >= FEWEST_MS ? (sum[m] ?? 0) / (weight[m] ?? 1) : Number.NaN;
  return means;
}

/** Count of each minute of the window, a longer sample's spread evenly; `NaN` where less than half a minute was read. */
export function minuteCounts(recordings: readonly Recording[], window: Window): Float32Array {
  const perMinute = recordings.map((recording) => ({
    ...recording,
    values: recording.values.map((count) => (count * MINUTE_MS) / recording.periodMs),
  }));
  return minuteMeans(perMinute, window);
}
