import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import { quantileOfSorted } from '#lib/evaluation/quantile.ts';
import type { Prediction } from './survival-outputs.ts';

/** Share of the bootstrap members inside an interval or a survival band. */
export const INTERVAL_LEVEL = 0.9;
const TAIL = (1 - INTERVAL_LEVEL) / 2;

type Range = { readonly low: number; readonly high: number };
type Bands = SurvivalManifest['bands'];

/** Probability of no event by the end of `day`. */
const survivalAt = ({ survival, days }: Prediction, row: number, day: number): number =>
  survival[row * days + day] ?? Number.NaN;

function survivalRange({ memberSurvival, members, days }: Prediction, row: number, day: number): Range {
  const values = Array.from(
    { length: members },
    (_, member) => memberSurvival[(row * members + member) * days + day] ?? Number.NaN,
  ).sort((a, b) => a - b);
  return { low: quantileOfSorted(values, TAIL), high: quantileOfSorted(values, 1 - TAIL) };
}

/** Probability of the event within the horizon, the last day of the prediction. */
export const riskOf = (prediction: Prediction, row: number): number =>
  1 - survivalAt(prediction, row, prediction.days - 1);

export function riskInterval(prediction: Prediction, row: number): Scored['interval'] {
  const { low, high } = survivalRange(prediction, row, prediction.days - 1);
  return { level: INTERVAL_LEVEL, low: 1 - high, high: 1 - low };
}

export function survivalCurve(prediction: Prediction, row: number): Scored['survival'] {
  return Array.from({ length: prediction.days }, (_, day) => ({
    day,
    probability: survivalAt(prediction, row, day),
    ...survivalRange(prediction, row, day),
  }));
}

/** Probability of no event by the end of day 0 … horizon, without its band. */
export const survivalByDay = (prediction: Prediction, row: number): readonly number[] =>
  Array.from({ length: prediction.days }, (_, day) => survivalAt(prediction, row, day));

export function bandOf(risk: number, { intermediate, high }: Bands): Scored['band'] {
  if (risk >= high) return 'high';
  return risk >= intermediate ? 'intermediate' : 'low';
}
