import { DAY_MS, HOUR_MS } from '#lib/clinical/moment.ts';
import type { Measurement } from './slice.ts';

/** Closer results differ by noise and by handling more than by time. */
const APART_MS = 6 * HOUR_MS;
/** More points than this (a bedside monitor) are thinned, since pairs grow with the square. */
const MOST_POINTS = 200;

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}

const thinned = (points: readonly Measurement[]) => {
  const step = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, index) => (points.length - 1 - index) % step === 0);
};

/**
 * Theil–Sen slope, canonical unit per day: the median over all pairs at least 6 h apart, so one wrong value cannot tilt it.
 * `undefined` without such a pair. Theil 1950; Sen 1968 (doi:10.1080/01621459.1968.10480934).
 *
 * @param points oldest first
 */
export function theilSenSlope(points: readonly Measurement[]): number | undefined {
  const chosen = thinned(points);
  const slopes = chosen.flatMap((later, index) =>
    chosen
      .slice(0, index)
      .filter((earlier) => later.time.ms - earlier.time.ms >= APART_MS)
      .map((earlier) => ((later.value - earlier.value) / (later.time.ms - earlier.time.ms)) * DAY_MS),
  );
  return median(slopes);
}
