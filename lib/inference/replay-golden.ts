import type { GoldenSet } from '#lib/contract/golden.ts';
import type { FeatureBatch, Prediction } from '#lib/contract/predictor.ts';

type GoldenCase = GoldenSet['cases'][number];

/** The golden inputs as one batch, in the order of the cases. */
export function goldenBatch(cases: readonly GoldenCase[]): FeatureBatch {
  return {
    rows: cases.length,
    values: Float32Array.from(cases.flatMap(({ values }) => values)),
    present: Float32Array.from(cases.flatMap(({ present }) => present)),
  };
}

/** Largest absolute difference between a backend's outputs for `goldenBatch(cases)` and the recorded ones. */
export function goldenDifference(cases: readonly GoldenCase[], prediction: Prediction): number {
  return Math.max(
    largestDifference(
      prediction.logHazard,
      cases.map(({ logHazard }) => logHazard),
    ),
    largestDifference(
      prediction.survival,
      cases.flatMap(({ survival }) => survival),
    ),
    largestDifference(
      prediction.memberSurvival,
      cases.flatMap(({ memberSurvival }) => memberSurvival.flat()),
    ),
  );
}

function largestDifference(actual: Float32Array, expected: readonly number[]): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  return expected.reduce(
    (largest, value, index) => Math.max(largest, Math.abs((actual[index] ?? Number.NaN) - value)),
    0,
  );
}
