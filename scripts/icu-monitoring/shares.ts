import { wilsonInterval } from '#lib/evaluation/coverage.ts';

/** A share of runs in per cent with its interval (95 %, Wilson). */
export type Share = { readonly percent: number; readonly low: number; readonly high: number };

const rounded = (share: number): number => Math.round(10_000 * share) / 100;

export function shareOf(hits: number, of: number): Share {
  const { estimate, low, high } = wilsonInterval(hits, of);
  return { percent: rounded(estimate), low: rounded(low), high: rounded(high) };
}

/** Of the runs in which something holds. */
export const shareWhere = <T>(runs: readonly T[], holds: (run: T) => boolean): Share =>
  shareOf(runs.filter(holds).length, runs.length);

/** Middle of when runs stopped, among those that did within; `null`: fewer than half did. */
export function medianStop(stops: readonly (number | null)[]): number | null {
  const sorted = stops.map((stop) => stop ?? Number.POSITIVE_INFINITY).toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY;
  return Number.isFinite(middle) ? middle : null;
}
