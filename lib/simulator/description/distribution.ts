import { quantileOfSorted } from '#lib/evaluation/quantile.ts';

/** Five numbers of a sample; `n` counts what is there. */
export type Distribution = {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
  readonly p5: number;
  readonly median: number;
  readonly p95: number;
};

/** Moments and quantiles; NaN throughout for an empty sample. */
export function distribution(sample: readonly number[]): Distribution {
  const n = sample.length;
  const sorted = [...sample].sort((a, b) => a - b);
  const mean = sample.reduce((sum, x) => sum + x, 0) / n;
  const variance = sample.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / n;
  const [p5 = 0, median = 0, p95 = 0] = [0.05, 0.5, 0.95].map((p) => quantileOfSorted(sorted, p));
  return { n, mean, sd: Math.sqrt(variance), p5, median, p95 };
}
