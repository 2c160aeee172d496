import type { FeatureSpec } from '#lib/contract/feature.ts';
import type { ModalityDescription, TensorSpec } from '#lib/contract/modality.ts';
import { inputsOf, type ModelInputs } from '#lib/contract/model-inputs.ts';
import { ehrDescription } from './ehr/features.ts';
import { genomicsDescription } from './genomics/features.ts';
import { imagingDescription } from './imaging/features.ts';
import { wearablesDescription } from './wearables/features.ts';

/** What each modality is and gives, in contract order. A new one is one folder, one line here and one in `record.ts`. */
export const modalities = {
  ehr: ehrDescription,
  imaging: imagingDescription,
  wearables: wearablesDescription,
  genomics: genomicsDescription,
};

type SliceOf<Description> = Description extends ModalityDescription<infer Slice> ? Slice : never;

/** Modality id → its slice. */
export type Slices = { [Id in keyof typeof modalities]: SliceOf<(typeof modalities)[Id]> };

export type ModalityId = keyof Slices;

/** All modality ids, in contract order. */
export const modalityIds = Object.keys(modalities) as readonly ModalityId[];

/** Whether a name, e.g. from the network, is that of a modality. */
export const isModalityId = (name: string): name is ModalityId => Object.hasOwn(modalities, name);

/** The features of some modalities in contract order. */
export const specsOf = (ids: readonly ModalityId[]): readonly FeatureSpec[] =>
  modalityIds
    .filter((id) => ids.includes(id))
    .flatMap((id) => {
      const { features }: ModalityDescription<never> = modalities[id];
      return features.map(
        ({ read: _read, phrase: _phrase, short: _short, treatment: _treatment, ...spec }) => ({
          ...spec,
          modality: id,
        }),
      );
    });

/** The tensors of some modalities in contract order. */
export const tensorSpecsOf = (ids: readonly ModalityId[]): readonly TensorSpec[] =>
  modalityIds
    .filter((id) => ids.includes(id))
    .flatMap((id) => {
      const { tensors = [] }: ModalityDescription<never> = modalities[id];
      return tensors.map(({ read: _read, newest: _newest, ...spec }) => ({ ...spec, modality: id }));
    });

/** All that this very program reads: a model is refused unless its own inputs are among them, unchanged. */
export const ownInputs = (): ModelInputs => inputsOf(specsOf(modalityIds), tensorSpecsOf(modalityIds));
