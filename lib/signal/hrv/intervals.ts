import { tooShort, type Unmeasured } from '../measured.ts';

/** Intervals between heart beats as they were recorded. */
export type Intervals = {
  /** Length in milliseconds. */
  readonly ms: Float64Array;
  /** Second at which each interval ends, ascending, on any clock. */
  readonly at: Float64Array;
};

/** Intervals between normal beats, with what was taken out to get them. */
export type NormalIntervals = Intervals & {
  /** 1 where an interval directly follows the one before it in this list, else 0: differences are taken there alone. */
  readonly follows: Uint8Array;
  readonly report: CleaningReport;
};

export type CleaningReport = {
  readonly recorded: number;
  readonly kept: number;
  /** Outside 300–2000 ms. */
  readonly outOfRange: number;
  /** Far from the median of its neighbours: an ectopic beat, a missed or an invented one. */
  readonly irregular: number;
  /** Touching a second that the signal quality excludes. */
  readonly badSignal: number;
};

/** Intervals in series from their lengths alone; the first ends `ms[0]` after `start` seconds. */
export function intervalsInSeries(ms: Float64Array, start = 0): Intervals {
  const at = new Float64Array(ms.length);
  let second = start;
  for (let i = 0; i < ms.length; i += 1) {
    second += (ms[i] ?? 0) / 1000;
    at[i] = second;
  }
  return { ms, at };
}

/** Intervals between the beats of a lead. */
export function intervalsOfBeats(seconds: Float64Array): Intervals {
  const at = seconds.slice(1);
  return { at, ms: at.map((second, i) => 1000 * (second - (seconds[i] ?? 0))) };
}

/** Seconds of the beats that intervals lie between. */
export const beatsOfIntervals = ({ ms, at }: Intervals): Float64Array =>
  Float64Array.from([(at[0] ?? 0) - (ms[0] ?? 0) / 1000, ...at]);

/** Seconds that all intervals together cover. */
export const coveredSeconds = ({ ms }: Intervals): number => ms.reduce((sum, one) => sum + one, 0) / 1000;

/** A reason when there is too little for `measure`; `undefined` when there is enough. */
export function lacking(
  intervals: Intervals,
  measure: string,
  needed: { readonly seconds?: number; readonly intervals?: number },
): Unmeasured | undefined {
  const count = intervals.ms.length;
  const seconds = coveredSeconds(intervals);
  if (count < (needed.intervals ?? 2))
    return tooShort(`${measure} needs ${needed.intervals ?? 2} normal intervals; there are ${count}.`);
  if (seconds < (needed.seconds ?? 0))
    return tooShort(
      `${measure} needs ${needed.seconds} s of normal intervals; there are ${seconds.toFixed(0)} s.`,
    );
  return undefined;
}
