import { type FollowUp, onceEach, timelineOf, type Weight } from './follow-up.ts';
import { eventWeights, uncensored, valueAt } from './kaplan-meier.ts';

/** Predicted probability of no event by the end of day 0 … `days` − 1, patients × days, row-major. */
export type PredictedSurvival = { readonly survival: ArrayLike<number>; readonly days: number };

const squared = (x: number): number => x * x;

/**
 * Brier score of survival over the days 1 to the last, by the trapezoidal rule; each day's is weighted for censoring. Lower is
 * better. NaN where nobody is left to be known of on some day.
 * Graf E et al., Stat Med 1999;18:2529–2545.
 */
export function prepareIntegratedBrier(
  { survival, days }: PredictedSurvival,
  followUps: readonly FollowUp[],
): (weight?: Weight) => number {
  const timeline = timelineOf(followUps);
  const times = Float64Array.from(followUps, ({ timeDays }) => timeDays);

  function scoreOf(day: number, weight: Weight, inverse: Float64Array, observed: number): number {
    let [sum, all] = [0, 0];
    for (let k = 0; k < times.length; k += 1) {
      const counts = weight[k] ?? 0;
      const free = survival[k * days + day] ?? Number.NaN;
      all += counts;
      if ((times[k] ?? 0) > day) sum += (counts * squared(1 - free)) / observed;
      else sum += counts * squared(free) * (inverse[k] ?? 0);
    }
    return sum / all;
  }

  return (weight = onceEach(followUps.length)) => {
    const inverse = eventWeights(timeline, weight);
    const known = uncensored(timeline, weight);
    const scores = Array.from({ length: days - 1 }, (_, before) =>
      scoreOf(before + 1, weight, inverse, valueAt(known, before + 1)),
    );
    const ends = ((scores[0] ?? Number.NaN) + (scores.at(-1) ?? Number.NaN)) / 2;
    return (scores.reduce((total, score) => total + score, 0) - ends) / (days - 2);
  };
}
