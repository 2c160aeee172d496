import type { Feature, FeatureSpec } from '#lib/contract/feature.ts';
import { ehrDescription } from './ehr/features.ts';
import type { EhrSlice } from './ehr/slice.ts';

/** Modality id → its slice. A new modality adds one line here, one below and one in `record.ts`. */
export type Slices = { ehr: EhrSlice };

/** What a modality is and computes, without how it is parsed: screens and models need no more. */
export type ModalityDescription<Slice> = {
  readonly id: string;
  readonly label: string;
  readonly features: readonly Feature<Slice>[];
};

/** All modalities, in contract order. */
export const modalities: { readonly [Id in keyof Slices]: ModalityDescription<Slices[Id]> } = {
  ehr: ehrDescription,
};

/** The model's inputs in contract order. */
export const featureSpecs: readonly FeatureSpec[] = Object.values(modalities).flatMap(({ id, features }) =>
  features.map(({ read: _read, ...spec }) => ({ ...spec, modality: id })),
);
