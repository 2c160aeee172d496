import { type FollowUp, onceEach, timelineOf, type Weight } from './follow-up.ts';
import { eventFree, valueAt } from './kaplan-meier.ts';

/**
 * Net benefit of acting on everybody whose risk reaches `threshold`: true positives less false ones, which count the odds of
 * the threshold, per patient; of censored follow-up by Kaplan–Meier within those acted on.
 * Vickers AJ et al., BMC Med Inform Decis Mak 2008;8:53.
 */
export function prepareNetBenefit(
  risk: Float64Array,
  followUps: readonly FollowUp[],
  horizonDays: number,
  threshold: number,
): (weight?: Weight) => number {
  const timeline = timelineOf(followUps);
  const odds = threshold / (1 - threshold);
  return (weight = onceEach(followUps.length)) => {
    const acted = risk.map((one, k) => (one >= threshold ? (weight[k] ?? 0) : 0));
    let [some, all] = [0, 0];
    for (const [k, counts] of acted.entries()) {
      some += counts;
      all += weight[k] ?? 0;
    }
    if (some === 0) return 0;
    const free = valueAt(eventFree(timeline, acted), horizonDays);
    return (some / all) * (1 - free - free * odds);
  };
}
