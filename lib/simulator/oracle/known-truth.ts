import type { HazardComponents, HazardInteractions } from '../hazard.ts';
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

/** What can be looked at, as the shares of the hazard are named after it. */
export const sources = ['labs', 'echo', 'wearable', 'genetics'] as const;
export type Source = (typeof sources)[number];

/** Every choice of one or more, the fewest first. */
export const sourceSets: readonly (readonly Source[])[] = Array.from(
  { length: (1 << sources.length) - 1 },
  (_, k) => sources.filter((_source, bit) => (((k + 1) >> bit) & 1) === 1),
).toSorted((a, b) => a.length - b.length);

/** Numbers of one patient by source. */
export type Quantities = Readonly<Record<Source, readonly number[]>>;
