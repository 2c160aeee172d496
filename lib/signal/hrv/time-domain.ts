import { isMeasured, type Measured, type Unmeasured } from '../measured.ts';
import { mean, sampleDeviation } from '../statistics.ts';
import { lacking, type NormalIntervals } from './intervals.ts';

/**
 * Shortest recordings that agree with five minutes: 30 s for SDNN and 10 s for RMSSD (Munoz et al. 2015,
 * doi:10.1371/journal.pone.0138921), 60 s for pNN50 (Baek et al. 2015, doi:10.1089/tmj.2014.0104). A strip of 30 s has up
 * to an interval less at either end.
 */
const SDNN_SECONDS = 27;
const RMSSD_SECONDS = 10;
const PNN50_SECONDS = 60;
const FEWEST_INTERVALS = 10;

/** Differences of successive normal intervals in milliseconds; none across what was removed. */
function successiveDifferences({ ms, follows }: NormalIntervals): Float64Array {
  const differences: number[] = [];
  for (let i = 1; i < ms.length; i += 1)
    if (follows[i] === 1) differences.push((ms[i] ?? 0) - (ms[i - 1] ?? 0));
  return Float64Array.from(differences);
}

const need = (intervals: NormalIntervals, measure: string, seconds: number): Unmeasured | undefined =>
  lacking(intervals, measure, { seconds, intervals: FEWEST_INTERVALS });

/** Mean heart rate, per minute: 60 000 over the mean normal interval. */
export const meanHeartRate = (intervals: NormalIntervals): Measured =>
  need(intervals, 'Mean heart rate', 0) ?? { value: 60_000 / mean(intervals.ms) };

/** Standard deviation of normal intervals in ms, divisor n − 1 (Task Force 1996, table 1). */
export const sdnn = (intervals: NormalIntervals): Measured =>
  need(intervals, 'SDNN', SDNN_SECONDS) ?? { value: sampleDeviation(intervals.ms) };

/** Root mean square of successive differences in ms (Task Force 1996, table 1). */
export function rmssd(intervals: NormalIntervals): Measured {
  const differences = successiveDifferences(intervals);
  return (
    need(intervals, 'RMSSD', RMSSD_SECONDS) ??
    fewDifferences(differences, 'RMSSD') ?? { value: Math.sqrt(mean(differences.map((d) => d * d))) }
  );
}

const fewDifferences = (differences: Float64Array, measure: string): Unmeasured | undefined =>
  differences.length >= FEWEST_INTERVALS
    ? undefined
    : {
        missing: 'too-short',
        detail: `${measure} needs ${FEWEST_INTERVALS} successive differences; ${differences.length} are left.`,
      };

/**
 * Share of successive differences beyond 50 ms, in % of all normal intervals: the denominator of Task Force 1996, table 1
 * ("NN50 count divided by the total number of all NN intervals"), which `of` repeats.
 */
export function pnn50(intervals: NormalIntervals): (Measured & { readonly of?: never }) | PnnShare {
  const missing = need(intervals, 'pNN50', PNN50_SECONDS);
  if (missing) return missing;
  const large = successiveDifferences(intervals).filter((d) => Math.abs(d) > 50).length;
  return { value: (100 * large) / intervals.ms.length, of: intervals.ms.length };
}

type PnnShare = { readonly value: number; readonly of: number };

/** Width and length of the Poincaré plot in ms (Brennan et al. 2001, doi:10.1109/10.959330, equations 3 and 5). */
export function poincare(intervals: NormalIntervals): { readonly sd1: Measured; readonly sd2: Measured } {
  const missing = need(intervals, 'The Poincaré plot', SDNN_SECONDS);
  const { ms, follows } = intervals;
  const sums: number[] = [];
  for (let i = 1; i < ms.length; i += 1) if (follows[i] === 1) sums.push((ms[i] ?? 0) + (ms[i - 1] ?? 0));
  const lack = missing ?? fewDifferences(Float64Array.from(sums), 'The Poincaré plot');
  if (lack) return { sd1: lack, sd2: lack };
  return {
    sd1: { value: sampleDeviation(successiveDifferences(intervals)) / Math.SQRT2 },
    sd2: { value: sampleDeviation(sums) / Math.SQRT2 },
  };
}

/** Quotient of two measures, or the first reason. */
export function ratio(above: Measured, below: Measured): Measured {
  if (!isMeasured(above)) return above;
  if (!isMeasured(below)) return below;
  if (below.value > 0) return { value: above.value / below.value };
  return { missing: 'unreliable', detail: 'The denominator of the ratio is 0.' };
}
