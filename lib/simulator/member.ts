import type { Bundle } from 'fhir/r4';
import type { PlannedStudy } from './imaging/study.ts';

/** What a cohort can hold of each patient: ids of `lib/modalities`. */
export const modalityIds = ['ehr', 'imaging', 'genomics', 'wearables'] as const;
export type ModalityId = (typeof modalityIds)[number];

export type Contents = {
  readonly modalities: ReadonlySet<ModalityId>;
  /** 0 … 1: how far the look of the radiographs tells a diagnosis that they do not show. */
  readonly shortcut: number;
  /**
   * 0 … below 1: share of the log-hazard's variance in the products that the interaction arm adds; none unless given.
   * Nothing but the truth and its outcome depends on it.
   */
  readonly interaction?: number;
  /** Nobody lacks a modality: what the cohort takes away from some is there all the same. */
  readonly complete?: boolean;
};

export const EVERYTHING: Contents = { modalities: new Set(modalityIds), shortcut: 0 };

/** A file that a bundle refers to; `path` is relative to the cohort's folder. */
export type MemberFile = { readonly path: string; readonly bytes: Uint8Array };

/** One patient of a cohort without the truth. */
export type Member = {
  readonly id: string;
  readonly bundle: Bundle;
  /** Rendered by `renderStudy`, when somebody wants the pixels. */
  readonly studies: readonly PlannedStudy[];
  readonly files: readonly MemberFile[];
};

/** How a cohort makes patient `index`: what others may read, and apart from it what is true. */
export type Recipe = {
  /** What was imaged: that of `member`, without the work of a chart. */
  readonly studies: (seed: number, index: number, contents: Contents) => readonly PlannedStudy[];
  readonly member: (seed: number, index: number, contents: Contents) => Member;
  readonly truth: (seed: number, index: number, contents: Contents) => object;
};
