import type { HazardComponents, HazardInteractions } from '../hazard.ts';
import { type ModalityId, modalityIds } from '../member.ts';
import type { Outcome } from '../outcome.ts';

/** What the oracle reads of one line of `truth.ndjson`. */
export type KnownTruth = Pick<Outcome, 'timeDays' | 'event'> & {
  readonly patient: string;
  readonly logHazard: number;
  readonly components: HazardComponents;
  readonly interactions: HazardInteractions;
  readonly latents: {
    readonly age: number;
    readonly sex: 'female' | 'male';
    readonly ventricle: number;
    readonly kidney: number;
    readonly frailty: number;
    readonly inflammation: number;
    readonly autonomicTone: number;
    readonly congestion: number;
    readonly respiratory: number;
    readonly inheritedLiability: number;
  };
};

/** Every choice of one modality or more, the fewest first. */
export const modalitySets: readonly (readonly ModalityId[])[] = Array.from(
  { length: (1 << modalityIds.length) - 1 },
  (_, k) => modalityIds.filter((_modality, bit) => (((k + 1) >> bit) & 1) === 1),
).toSorted((a, b) => a.length - b.length);

/** Numbers of one patient by modality. */
export type Quantities = Readonly<Record<ModalityId, readonly number[]>>;
