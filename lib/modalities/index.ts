import type { Feature, FeatureSpec } from '#lib/contract/feature.ts';
import { ehrDescription } from './ehr/features.ts';
import type { EhrSlice } from './ehr/slice.ts';
import { genomicsDescription } from './genomics/features.ts';
import type { GenomicsSlice } from './genomics/slice.ts';
import { imagingDescription } from './imaging/features.ts';
import type { ImagingSlice } from './imaging/slice.ts';
import { wearablesDescription } from './wearables/features.ts';
import type { WearablesSlice } from './wearables/slice.ts';

/** Modality id → its slice. A new modality adds one line here, one below and one in `record.ts`. */
export type Slices = {
  ehr: EhrSlice;
  imaging: ImagingSlice;
  wearables: WearablesSlice;
  genomics: GenomicsSlice;
};

/** What a modality is and computes, without how it is parsed: screens and models need no more. */
export type ModalityDescription<Slice> = {
  readonly id: string;
  readonly label: string;
  readonly features: readonly Feature<Slice>[];
};

/** All modalities, in contract order. */
export const modalities: { readonly [Id in keyof Slices]: ModalityDescription<Slices[Id]> } = {
  ehr: ehrDescription,
  imaging: imagingDescription,
  wearables: wearablesDescription,
  genomics: genomicsDescription,
};

export type ModalityId = keyof Slices;

/** All modality ids, in contract order. */
export const modalityIds = Object.keys(modalities) as readonly ModalityId[];

/** The features of some modalities in contract order: a model that reads those has these inputs. */
export const specsOf = (ids: readonly ModalityId[]): readonly FeatureSpec[] =>
  modalityIds
    .filter((id) => ids.includes(id))
    .flatMap((id) => modalities[id].features.map(({ read: _read, ...spec }) => ({ ...spec, modality: id })));
