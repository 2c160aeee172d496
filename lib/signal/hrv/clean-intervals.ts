import { median } from '../statistics.ts';
import type { Intervals, NormalIntervals } from './intervals.ts';

/** 200 to 30 beats per minute. */
const RANGE_MS = [300, 2000] as const;
/** The 20 % rule of Malik et al. 1989 (doi:10.1093/oxfordjournals.eurheartj.a059427), against a median of neighbours. */
const IRREGULAR = 0.2;
const NEIGHBOURS = 5;
/**
 * A heart that follows its breath may swing by more than 20 %: nothing is irregular within three standard deviations of
 * its own swing over 91 beats (as Lipponen and Tarvainen 2019, doi:10.1080/03091902.2019.1640306, adapt their threshold).
 */
const USUAL_DEVIATIONS = 3;
const SWING_BEATS = 45;
/** Median absolute deviation to standard deviation of a normal distribution. */
const MAD_TO_DEVIATION = 1.4826;

type Verdict = 'normal' | 'outOfRange' | 'irregular' | 'badSignal';

/** Median of the finite values within `reach` of each place. */
function medianAround(values: Float64Array, place: number, reach: number): number {
  return median(values.subarray(Math.max(0, place - reach), place + reach + 1).filter(Number.isFinite));
}

/** How far each interval may lie from the median of its neighbours, in ms. */
function limits(usual: Float64Array, deviation: Float64Array): Float64Array {
  let swing = 0;
  return usual.map((one, place) => {
    if (place % SWING_BEATS === 0)
      swing = medianAround(deviation, place + (SWING_BEATS - 1) / 2, SWING_BEATS);
    return Math.max(IRREGULAR * one, USUAL_DEVIATIONS * MAD_TO_DEVIATION * swing);
  });
}

function judge(ms: Float64Array, isBad: (index: number) => boolean): Verdict[] {
  const first = Array.from(ms, (one, index): Verdict => {
    if (!(one >= RANGE_MS[0] && one <= RANGE_MS[1])) return 'outOfRange';
    return isBad(index) ? 'badSignal' : 'normal';
  });
  const plausible = ms.map((one, index) => (first[index] === 'normal' ? one : Number.NaN));
  const usual = plausible.map((_, index) => medianAround(plausible, index, NEIGHBOURS));
  const deviation = plausible.map((one, index) => Math.abs(one - (usual[index] ?? Number.NaN)));
  const limit = limits(usual, deviation);
  return first.map((verdict, index) =>
    (deviation[index] ?? 0) > (limit[index] ?? 0) ? 'irregular' : verdict,
  );
}

const countOf = (verdicts: readonly Verdict[], wanted: Verdict): number =>
  verdicts.filter((verdict) => verdict === wanted).length;

/**
 * Keeps the intervals between normal beats and says what was taken out. Nothing is interpolated: a difference across a
 * removed interval is not taken, and its time counts for no measure (Task Force 1996, doi:10.1161/01.CIR.93.5.1043,
 * "Editing of the RR interval sequence").
 *
 * @param isBad whether interval `index` touches a second of bad signal
 */
export function cleanIntervals(
  intervals: Intervals,
  isBad: (index: number) => boolean = () => false,
): NormalIntervals {
  const verdicts = judge(intervals.ms, isBad);
  const normal = [...verdicts.keys()].filter((index) => verdicts[index] === 'normal');
  return {
    ms: Float64Array.from(normal, (index) => intervals.ms[index] ?? Number.NaN),
    at: Float64Array.from(normal, (index) => intervals.at[index] ?? Number.NaN),
    follows: Uint8Array.from(normal, (index, place) =>
      place > 0 && normal[place - 1] === index - 1 && isJoined(intervals, index) ? 1 : 0,
    ),
    report: {
      recorded: verdicts.length,
      kept: normal.length,
      outOfRange: countOf(verdicts, 'outOfRange'),
      irregular: countOf(verdicts, 'irregular'),
      badSignal: countOf(verdicts, 'badSignal'),
    },
  };
}

/** Whether an interval begins where the one before it ends, to half its length: a recording may have gaps. */
function isJoined({ ms, at }: Intervals, index: number): boolean {
  const length = (ms[index] ?? 0) / 1000;
  const apart = (at[index] ?? 0) - (at[index - 1] ?? 0);
  return Math.abs(apart - length) <= length / 2;
}
