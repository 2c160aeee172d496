import type { Answer } from '#lib/clinical/answer.ts';
import type { Issue } from '#lib/clinical/issue.ts';
import type { ModalityId, Slices } from './index.ts';

/** What the hospital answered when it was asked for a modality that a page's record came without. */
export type SliceOutcome<Id extends ModalityId> = Answer<{
  /** Whose it is: it is drawn for nobody else. */
  readonly patientId: string;
  readonly modality: Id;
  /** `null`: nothing could be read, and the issues say why. */
  readonly slice: Slices[Id] | null;
  readonly issues: readonly Issue[];
}>;

export type LoadSlice = <Id extends ModalityId>(patientId: string, modality: Id) => Promise<SliceOutcome<Id>>;

/** A loader of one modality; every `LoadSlice` is one. */
export type LoadOneSlice<Id extends ModalityId> = (
  patientId: string,
  modality: Id,
) => Promise<SliceOutcome<Id>>;
