import { inputsOf, type ModelInputs } from '#lib/contract/model-inputs.ts';
import type { HourlyStay } from '../hourly/stay.ts';
import type { HourlyFeature } from './feature.ts';
import { historyFeatures } from './history-features.ts';
import { laboratoryFeatures } from './laboratory-features.ts';
import { scoreFeatures } from './score-features.ts';
import { vitalSignFeatures } from './vital-sign-features.ts';

/** All that stage one can read of a stay, in the order of a row. */
export const stageOneFeatures: readonly HourlyFeature[] = [
  ...vitalSignFeatures,
  ...laboratoryFeatures,
  ...scoreFeatures,
  ...historyFeatures,
];

/** What this program can give a model of stage one. */
export const stageOneInputs: ModelInputs = inputsOf(
  stageOneFeatures.map((feature) => ({ ...feature, group: feature.modality, source: '' })),
  [],
);

/** Of one entry of a stay, from entries 0 to `hour` alone; NaN: not known. Single precision, as graphs take it. */
export const readFeatures = (
  stay: HourlyStay,
  hour: number,
  features: readonly HourlyFeature[] = stageOneFeatures,
): Float32Array => Float32Array.from(features, ({ read }) => read(stay, hour));
