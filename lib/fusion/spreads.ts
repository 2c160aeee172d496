import { type FeatureSpec, type FeatureVector, isReading, type Reading } from '#lib/contract/feature.ts';
import type { FindingSpread } from '#lib/contract/risk-report.ts';
import { NINETY_PERCENT } from './network-finding.ts';
import { riskOf } from './risk.ts';
import { type Row, suppose } from './rows.ts';
import type { Prediction } from './survival-outputs.ts';

/** "What if the network is off": the patient with one finding at either end of its 90 % range. */
export type SpreadQuestion = { readonly spec: FeatureSpec; readonly rows: readonly [low: Row, high: Row] };

function endsOf({ plausible: [low, high] }: FeatureSpec, value: number, spread: number): [number, number] {
  const reach = NINETY_PERCENT * spread;
  return [Math.max(low, value - reach), Math.min(high, value + reach)];
}

const spreadOf = (outcome: Reading | undefined): number => outcome?.spread ?? 0;

/** Of each value in use that a network read and is unsure of. A measured one has no spread. */
export function askSpreads(vector: FeatureVector): readonly SpreadQuestion[] {
  return vector.specs.flatMap((spec, column): SpreadQuestion[] => {
    const outcome = vector.outcomes[column];
    if (!outcome || !isReading(outcome) || !(spreadOf(outcome) > 0)) return [];
    const [low, high] = endsOf(spec, outcome.value, spreadOf(outcome));
    return [
      { spec, rows: [suppose(vector, new Map([[column, low]])), suppose(vector, new Map([[column, high]]))] },
    ];
  });
}

/** @param firstRow row of the first question in `prediction` */
export const reportSpreads = (
  questions: readonly SpreadQuestion[],
  prediction: Prediction,
  firstRow: number,
): readonly FindingSpread[] =>
  questions.map(({ spec: { id, label } }, index) => {
    const risks = [0, 1].map((end) => riskOf(prediction, firstRow + 2 * index + end));
    return { feature: id, label, low: Math.min(...risks), high: Math.max(...risks) };
  });
