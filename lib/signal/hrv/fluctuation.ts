import type { Measured } from '../measured.ts';
import { mean } from '../statistics.ts';
import { lacking, type NormalIntervals } from './intervals.ts';
import { powerLawSlopes, scalingSlope } from './power-law.ts';

/** Boxes of 4 to 16 beats: α1 (Peng et al. 1995, doi:10.1063/1.166141). */
const BOXES = Array.from({ length: 13 }, (_, k) => 4 + k);
const FEWEST_INTERVALS = 300;

let slopes: ReturnType<typeof powerLawSlopes> | undefined;

/** The exponent whose power law has this slope in the boxes of α1, between known exponents by a straight line. */
function exponentOfSlope(measured: number): number {
  slopes ??= powerLawSlopes(BOXES);
  const above = slopes.findIndex(({ slope }) => slope >= measured);
  const last = above < 0 ? slopes.length - 1 : Math.max(1, above);
  const [low, high] = [slopes[last - 1], slopes[last]];
  if (!low || !high) return Number.NaN;
  const share = (measured - low.slope) / (high.slope - low.slope);
  return low.exponent + share * (high.exponent - low.exponent);
}

function profileOf(ms: Float64Array): Float64Array {
  const centre = mean(ms);
  let sum = 0;
  return ms.map((one) => {
    sum += one - centre;
    return sum;
  });
}

/** Sum of squared distances of `box` points from their least-squares line. */
function residual(profile: Float64Array, start: number, box: number): number {
  let [sy, syy, sxy] = [0, 0, 0];
  for (let i = 0; i < box; i += 1) {
    const y = profile[start + i] ?? 0;
    sy += y;
    syy += y * y;
    sxy += (i - (box - 1) / 2) * y;
  }
  const sxx = (box * (box * box - 1)) / 12;
  return Math.max(0, syy - (sy * sy) / box - (sxy * sxy) / sxx);
}

/** Mean squared fluctuation in boxes of one size, one from each beat on: overlapping boxes scatter less. */
function fluctuation(profile: Float64Array, box: number): number {
  const boxes = profile.length - box + 1;
  let sum = 0;
  for (let start = 0; start < boxes; start += 1) sum += residual(profile, start, box);
  return sum / (boxes * box);
}

/**
 * Short-term scaling exponent α1 by detrended fluctuation analysis of order 1: 0.5 for uncorrelated intervals, 1 for 1/f.
 *
 * The bare slope is biased in small boxes (white noise gives 0.58), so it is translated into the α whose power law has that
 * slope in these very boxes; `uncorrected` is the bare slope, which tools without the correction give.
 */
export function dfaAlpha1(intervals: NormalIntervals): Measured & { readonly uncorrected?: number } {
  const missing = lacking(intervals, 'DFA α1', { intervals: FEWEST_INTERVALS });
  if (missing) return missing;
  const profile = profileOf(intervals.ms);
  const squares = BOXES.map((box) => fluctuation(profile, box));
  if (squares.some((square) => !(square > 0)))
    return { missing: 'unreliable', detail: 'DFA α1 has no meaning: the intervals do not vary.' };
  const uncorrected = scalingSlope(BOXES, squares);
  return { value: exponentOfSlope(uncorrected), uncorrected };
}
