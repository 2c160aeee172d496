import type { Issue } from '#lib/clinical/issue.ts';
import { median } from '../statistics.ts';
import type { RPeaks } from './detect-r-peaks.ts';

/** QRS sizes on the skin in millivolts; ten times beyond, the unit is wrong and not the heart. */
const SIZE_MV = [0.02, 20] as const;
/** Beats per minute that a human heart can have over a whole recording. */
const RATE = [20, 280] as const;
const FEWEST_BEATS = 8;
const MILLIVOLTS: Readonly<Partial<Record<string, number>>> = { mV: 1, uV: 0.001, µV: 0.001, V: 1000 };

const doubt = (message: string): Issue => ({ code: 'implausible', severity: 'warning', message });

function doubtSize(sizes: Float64Array, unit: string): Issue[] {
  const factor = MILLIVOLTS[unit];
  if (factor === undefined)
    return [doubt(`The unit ${unit} is no voltage: beats are found, sizes mean nothing.`)];
  const size = median(sizes) * factor;
  if (size >= SIZE_MV[0] && size <= SIZE_MV[1]) return [];
  return [
    doubt(`A QRS complex of ${size.toPrecision(2)} mV cannot be: the unit ${unit} or the gain is wrong.`),
  ];
}

function doubtRate(seconds: Float64Array): Issue[] {
  const intervals = seconds.slice(1).map((second, i) => second - (seconds[i] ?? 0));
  const perMinute = 60 / median(intervals);
  if (perMinute >= RATE[0] && perMinute <= RATE[1]) return [];
  return [doubt(`${perMinute.toFixed(0)} beats per minute cannot be: the stated sampling rate is wrong.`)];
}

/** What the beats of a lead say against its header: a wrong unit, a sampling rate that cannot be. */
export function doubtsAbout(lead: { readonly unit: string }, { seconds, size }: RPeaks): readonly Issue[] {
  if (seconds.length < FEWEST_BEATS) return [];
  return [...doubtSize(size, lead.unit), ...doubtRate(seconds)];
}
