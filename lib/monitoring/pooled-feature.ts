import { quantileOfSorted } from '#lib/evaluation/quantile.ts';

/** Values of all patients in order, each with its patient, and the counts of each patient in bins of equal share. */
export type PooledFeature = {
  readonly patients: number;
  /** Patient of each value, by rising value. */
  readonly owners: Int32Array;
  /** How many values each patient has. */
  readonly sizes: Int32Array;
  /** 1 where a value is the last of those that are equal. */
  readonly ends: Uint8Array;
  /** Patients × `bins`, row-major. */
  readonly counts: Float64Array;
  readonly bins: number;
};

/** Bin of a value between rising cuts; a value on a cut belongs below it. */
function binOf(value: number, cuts: readonly number[]): number {
  const bin = cuts.findIndex((cut) => value <= cut);
  return bin < 0 ? cuts.length : bin;
}

/**
 * Pools a feature's values of reference and current patients. Bins are cut at quantiles of all of them together and not of the
 * reference: so they stay as they are when patients change sides, and permuting is exact. Equal quantiles are one cut.
 *
 * @param values of each patient, in the order of all other features
 */
export function poolFeature(values: readonly (readonly number[])[], bins = 10): PooledFeature {
  const pairs = values.flatMap((own, patient) => own.map((value) => [value, patient] as const));
  pairs.sort(([a], [b]) => a - b);
  const sorted = Float64Array.from(pairs, ([value]) => value);
  const cuts = [
    ...new Set(Array.from({ length: bins - 1 }, (_, k) => quantileOfSorted(sorted, (k + 1) / bins))),
  ];
  const counts = new Float64Array(values.length * (cuts.length + 1));
  for (const [value, patient] of pairs) {
    const place = patient * (cuts.length + 1) + binOf(value, cuts);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return {
    patients: values.length,
    owners: Int32Array.from(pairs, ([, patient]) => patient),
    sizes: Int32Array.from(values, (own) => own.length),
    ends: Uint8Array.from(pairs, ([value], at) => (pairs[at + 1]?.[0] === value ? 0 : 1)),
    counts,
    bins: cuts.length + 1,
  };
}

/** How many values the current window has. */
export function currentSize({ sizes }: PooledFeature, current: Uint8Array): number {
  let now = 0;
  for (let patient = 0; patient < sizes.length; patient += 1)
    if (current[patient] === 1) now += sizes[patient] ?? 0;
  return now;
}

/** n m / (n + m) of the numbers of values in the two windows: a squared distance between them grows with its inverse by chance. */
export function effectiveSize(pooled: PooledFeature, current: Uint8Array): number {
  const [now, all] = [currentSize(pooled, current), pooled.owners.length];
  return (now * (all - now)) / Math.max(1, all);
}
