import { median } from '../statistics.ts';
import type { Candidate } from './qrs-candidates.ts';

/** Height of beats, and of everything else, around each candidate. */
export type Levels = { readonly beat: Float64Array; readonly other: Float64Array };

const NEIGHBOURS = 8;
const WINDOW_SECONDS = 2;
const WINDOWS_AROUND = 4;

/** The highest candidate of each 2-second window: every window of a heart above 30 per minute holds a beat. */
function windowTops(candidates: readonly Candidate[], length: number): Float64Array {
  const tops = new Float64Array(Math.floor((candidates.at(-1)?.at ?? 0) / length) + 1);
  for (const { at, height } of candidates) {
    const window = Math.floor(at / length);
    tops[window] = Math.max(tops[window] ?? 0, height);
  }
  return tops;
}

/** Median of what is not empty: windows inside a gap hold nothing. */
const medianOfFilled = (tops: Float64Array): number => {
  const filled = tops.filter((top) => top > 0);
  return filled.length > 0 ? median(filled) : 0;
};

/** Height of a beat as the whole record shows it most often. */
export const usualHeight = (candidates: readonly Candidate[], rate: number): number =>
  medianOfFilled(windowTops(candidates, WINDOW_SECONDS * rate));

/** First guess: the median of the window tops within 9 s on either side; the rest counts as nothing. */
export function firstLevels(candidates: readonly Candidate[], rate: number): Levels {
  const length = WINDOW_SECONDS * rate;
  const tops = windowTops(candidates, length);
  const usual = tops.map((_, k) =>
    medianOfFilled(tops.subarray(Math.max(0, k - WINDOWS_AROUND), k + WINDOWS_AROUND + 1)),
  );
  return {
    beat: Float64Array.from(candidates, ({ at }) => usual[Math.floor(at / length)] ?? 0),
    other: new Float64Array(candidates.length),
  };
}

/** Median height of the eight chosen before and the eight chosen after each candidate. */
function levelAround(candidates: readonly Candidate[], chosen: readonly number[]): Float64Array {
  const heights = Float64Array.from(chosen, (i) => candidates[i]?.height ?? 0);
  const medians = heights.map((_, k) =>
    median(heights.subarray(Math.max(0, k - NEIGHBOURS), k + NEIGHBOURS + 1)),
  );
  let next = 0;
  return Float64Array.from(candidates, (_, i) => {
    while (next < chosen.length - 1 && (chosen[next] ?? 0) < i) next += 1;
    return medians[next] ?? 0;
  });
}

/** Levels from a first decision, seen from both sides of each candidate. */
export function secondLevels(candidates: readonly Candidate[], beats: readonly number[]): Levels {
  const isBeat = new Set(beats);
  const others = [...candidates.keys()].filter((i) => !isBeat.has(i));
  return { beat: levelAround(candidates, beats), other: levelAround(candidates, others) };
}
