import type { Samples, Span } from '../samples.ts';
import { median, quantile } from '../statistics.ts';

/** One night in minutes of the series, and what it was taken from. */
export type SleepPeriod = Span & { readonly basis: 'motion and heart rate' | 'clock' };

export const DAY_MINUTES = 1440;
/** Without a usable series the night is taken to be 23:00–07:00. */
const CLOCK = { start: 23 * 60, end: 31 * 60 };
const NOON = 12 * 60;
/** Still: no step within so many minutes on either side. */
const STILL_MINUTES = 10;
/** Getting up for less than this does not end a night. */
const BRIDGED_MINUTES = 30;
const SHORTEST_MINUTES = 180;
/** Sleep lies below the middle between the day's low (10th percentile) and its median; nearer ones do not tell. */
const LOW_SHARE = 0.1;
const TELLING_RATE = 4;
const SMOOTHING_MINUTES = 15;
/** A day with fewer minutes recorded tells no night. */
const FEWEST_MINUTES = 720;

const finite = (values: Samples): Samples => values.filter(Number.isFinite);

/**
 * Whether the median of the finite values from `start` to `end` is at most `limit`. Called for every minute of a week: sorting
 * would take most of the time of all features, and counting tells the same.
 */
function isMedianAtMost(limit: number, values: Samples, start: number, end: number): boolean {
  let [below, above] = [0, 0];
  let [highest, lowest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = start; i < end; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    if (value <= limit) {
      below += 1;
      highest = Math.max(highest, value);
    } else {
      above += 1;
      lowest = Math.min(lowest, value);
    }
  }
  if (below !== above) return below > above;
  return below > 0 && highest + (lowest - highest) / 2 <= limit;
}

/** 1 where no step is known within ten minutes on either side and the device was worn. */
function stillMinutes(steps: Samples): Uint8Array {
  const still = Uint8Array.from(steps, (count) => (Number.isFinite(count) ? 1 : 0));
  for (const [minute, count] of steps.entries())
    if (count > 0) still.fill(0, Math.max(0, minute - STILL_MINUTES), minute + STILL_MINUTES + 1);
  return still;
}

function calmMinutes(heartRate: Samples): Uint8Array {
  const known = finite(heartRate);
  const [low, usual] = [quantile(known, LOW_SHARE), median(known)];
  const limit = usual - low >= TELLING_RATE ? (low + usual) / 2 : Number.POSITIVE_INFINITY;
  return Uint8Array.from(heartRate, (_, minute) => {
    const start = Math.max(0, minute - SMOOTHING_MINUTES);
    const end = Math.min(heartRate.length, minute + SMOOTHING_MINUTES);
    return isMedianAtMost(limit, heartRate, start, end) ? 1 : 0;
  });
}

function longestRun(asleep: Uint8Array): Span {
  let best: Span = { start: 0, end: 0 };
  let [start, last] = [-1, -1];
  for (let minute = 0; minute < asleep.length; minute += 1) {
    if (asleep[minute] !== 1) continue;
    if (start < 0 || minute - last > BRIDGED_MINUTES) start = minute;
    last = minute;
    if (last + 1 - start > best.end - best.start) best = { start, end: last + 1 };
  }
  return best;
}

function nightFromSignals(steps: Samples, heartRate: Samples): Span | undefined {
  if (finite(steps).length < FEWEST_MINUTES || finite(heartRate).length < FEWEST_MINUTES) return undefined;
  const [still, calm] = [stillMinutes(steps), calmMinutes(heartRate)];
  const night = longestRun(still.map((one, minute) => one & (calm[minute] ?? 0)));
  return night.end - night.start >= SHORTEST_MINUTES ? night : undefined;
}

/**
 * The main sleep of each day from noon to noon: the longest time without steps and with a low heart rate; by the clock,
 * and saying so, where the series do not tell.
 *
 * @param steps per minute; `NaN` where the device was off
 * @param heartRate per minute, as long as `steps`
 * @param firstMinute local minute of the day (0 … 1439) of the first sample
 */
export function sleepPeriods(
  steps: Samples,
  heartRate: Samples,
  firstMinute: number,
): readonly SleepPeriod[] {
  const nights: SleepPeriod[] = [];
  const offset = (NOON - firstMinute - DAY_MINUTES) % DAY_MINUTES;
  for (let noon = offset; noon < steps.length; noon += DAY_MINUTES) {
    const [from, to] = [Math.max(0, noon), Math.min(steps.length, noon + DAY_MINUTES)];
    const night = nightFromSignals(steps.subarray(from, to), heartRate.subarray(from, to));
    if (night) {
      nights.push({ start: from + night.start, end: from + night.end, basis: 'motion and heart rate' });
      continue;
    }
    const start = Math.max(0, noon + CLOCK.start - NOON);
    const end = Math.min(steps.length, noon + CLOCK.end - NOON);
    if (end - start >= SHORTEST_MINUTES) nights.push({ start, end, basis: 'clock' });
  }
  return nights;
}
