import { onceEach, type Weight } from './follow-up.ts';
import { quantileOfSorted } from './quantile.ts';

/** Estimate with its percentile interval (95 %) over resampled patients. Efron B, Tibshirani R. An Introduction to the Bootstrap, 1993. */
export type Interval = { readonly estimate: number; readonly low: number; readonly high: number };

const [LOW, HIGH] = [0.025, 0.975];

/** Quantiles of the values with each as often there as its weight, a whole number, says. */
export function weightedQuantiles(
  values: Float64Array,
  weight: Weight,
  probabilities: readonly number[],
): readonly number[] {
  const repeated: number[] = [];
  for (const [k, value] of values.entries())
    for (let times = weight[k] ?? 0; times > 0; times -= 1) repeated.push(value);
  const sorted = Float64Array.from(repeated).sort();
  return probabilities.map((p) => quantileOfSorted(sorted, p));
}

/** How often each patient comes in a sample of as many. @param draw a whole number from 0 to below `count`, each as likely */
export function resampleOnce(patients: number, draw: (count: number) => number): Uint16Array {
  const counts = new Uint16Array(patients);
  for (let drawn = 0; drawn < patients; drawn += 1) {
    const k = draw(patients);
    counts[k] = (counts[k] ?? 0) + 1;
  }
  return counts;
}

/** Statistics of weighted patients, each with its interval over `samples`; a sample in which one is not defined is left out. */
export function bootstrapIntervals<Name extends string>(
  statistics: (weight: Weight) => Readonly<Record<Name, number>>,
  patients: number,
  samples: readonly Weight[],
): Record<Name, Interval> {
  const estimates = statistics(onceEach(patients));
  const drawn = samples.map(statistics);
  const intervals: Partial<Record<Name, Interval>> = {};
  for (const name in estimates) {
    const sorted = Float64Array.from(drawn.map((one) => one[name]).filter(Number.isFinite)).sort();
    const [low, high] = [quantileOfSorted(sorted, LOW), quantileOfSorted(sorted, HIGH)];
    intervals[name] = { estimate: estimates[name], low, high };
  }
  // Every name has its interval by now.
  return intervals as Record<Name, Interval>;
}

/** One statistic of weighted patients with its interval over `samples`. */
export const bootstrapInterval = (
  statistic: (weight: Weight) => number,
  patients: number,
  samples: readonly Weight[],
): Interval => bootstrapIntervals((weight) => ({ value: statistic(weight) }), patients, samples).value;
