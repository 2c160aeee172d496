import type { Interval } from './bootstrap.ts';
import { type FollowUp, onceEach, timelineOf, type Weight } from './follow-up.ts';
import { eventWeights } from './kaplan-meier.ts';

/** 97.5th percentile of the normal distribution. */
const Z = 1.959963984540054;

/** A share with its interval (95 %). Wilson EB. J Am Stat Assoc 1927;22:209–212. NaN of nothing. */
export function wilsonInterval(hits: number, of: number): Interval {
  const share = hits / of;
  const spread = 1 + (Z * Z) / of;
  const centre = (share + (Z * Z) / (2 * of)) / spread;
  const half = (Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of))) / spread;
  return { estimate: share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * How often a lower bound on the time to the event holds: one less the share of events up to the end of the bound's day, each
 * weighted for censoring. `lastDays`: the last day without an event that is promised of each patient.
 * Candès E, Lei L, Ren Z. J R Stat Soc B 2023;85:24–45; weights as in Robins and Finkelstein 2000.
 */
export function prepareBoundCoverage(
  lastDays: ArrayLike<number>,
  followUps: readonly FollowUp[],
): (weight?: Weight) => number {
  const timeline = timelineOf(followUps);
  return (weight = onceEach(followUps.length)) => {
    const inverse = eventWeights(timeline, weight);
    let [missed, all] = [0, 0];
    for (const [k, { timeDays }] of followUps.entries()) {
      all += weight[k] ?? 0;
      if (timeDays <= (lastDays[k] ?? 0)) missed += (weight[k] ?? 0) * (inverse[k] ?? 0);
    }
    return 1 - missed / all;
  };
}
