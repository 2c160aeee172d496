import { type FollowUp, onceEach, timelineOf } from './follow-up.ts';
import { countAlong } from './kaplan-meier.ts';

/** 97.5th percentile of the normal distribution. */
const Z = 1.959963984540054;

/** Probability of no event from a time on, until the next, with its 95 % interval. */
export type SurvivalStep = {
  readonly timeDays: number;
  readonly survival: number;
  readonly low: number;
  readonly high: number;
  /** Watched just before this time. */
  readonly atRisk: number;
};

/** On the scale log(−log S), on which an interval stays between 0 and 1. */
function intervalOf(survival: number, variance: number): Pick<SurvivalStep, 'low' | 'high'> {
  if (survival >= 1) return { low: 1, high: 1 };
  if (survival <= 0) return { low: 0, high: 0 };
  const half = (Z * Math.sqrt(variance)) / Math.abs(Math.log(survival));
  return { low: survival ** Math.exp(half), high: survival ** Math.exp(-half) };
}

/**
 * The Kaplan–Meier curve with pointwise 95 % intervals: Greenwood's variance on the scale log(−log S), as R's `survfit` with
 * `conf.type = "log-log"`. Kalbfleisch JD, Prentice RL. The Statistical Analysis of Failure Time Data, 2nd ed., 2002, 1.4.
 *
 * @returns one step for each distinct time, earliest first, that of a censoring too
 */
export function survivalSteps(followUps: readonly FollowUp[]): readonly SurvivalStep[] {
  let survival = 1;
  let spread = 0;
  return countAlong(timelineOf(followUps), onceEach(followUps.length)).map(({ time, events, atRisk }) => {
    survival *= 1 - events / atRisk;
    if (events > 0 && events < atRisk) spread += events / (atRisk * (atRisk - events));
    return { timeDays: time, survival, ...intervalOf(survival, spread), atRisk };
  });
}
