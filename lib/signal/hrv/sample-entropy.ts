import type { Measured } from '../measured.ts';
import { mean, sampleDeviation } from '../statistics.ts';
import { lacking, type NormalIntervals } from './intervals.ts';

const LENGTH = 2;
const TOLERANCE = 0.2;
/** Pieces of this length: the work grows with the square. */
const LONGEST = 5000;
const FEWEST_INTERVALS = 200;

/** Pairs of templates that agree over `LENGTH` and over one more; each pair once, no template with itself. */
function countMatches(
  ms: Float64Array,
  tolerance: number,
): { readonly short: number; readonly long: number } {
  let [short, long] = [0, 0];
  const templates = ms.length - LENGTH;
  const near = (i: number, j: number) => Math.abs((ms[i] ?? 0) - (ms[j] ?? 0)) <= tolerance;
  for (let i = 0; i < templates; i += 1) {
    for (let j = i + 1; j < templates; j += 1) {
      if (!near(i, j) || !near(i + 1, j + 1)) continue;
      short += 1;
      if (near(i + LENGTH, j + LENGTH)) long += 1;
    }
  }
  return { short, long };
}

/**
 * Sample entropy with m = 2 and r = 0.2 standard deviations (Richman and Moorman 2000,
 * doi:10.1152/ajpheart.2000.278.6.H2039); beyond 5000 intervals the mean over pieces of 5000.
 */
export function sampleEntropy(intervals: NormalIntervals): Measured {
  const missing = lacking(intervals, 'Sample entropy', { intervals: FEWEST_INTERVALS });
  if (missing) return missing;
  const { ms } = intervals;
  const pieces = Array.from({ length: Math.max(1, Math.floor(ms.length / LONGEST)) }, (_, k) =>
    ms.subarray(k * LONGEST, Math.min(ms.length, (k + 1) * LONGEST)),
  );
  const entropies = pieces.map((piece) => {
    const { short, long } = countMatches(piece, TOLERANCE * sampleDeviation(piece));
    return Math.log(short / long);
  });
  const value = mean(entropies);
  if (Number.isFinite(value)) return { value };
  return { missing: 'unreliable', detail: 'Sample entropy is not defined: no two stretches of beats agree.' };
}
