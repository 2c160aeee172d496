import type { Answer } from '#lib/clinical/answer.ts';
import type { Issue } from '#lib/clinical/issue.ts';
import type { WearablesSlice } from './slice.ts';

/** What the hospital answered when it was asked for a patient's recordings. */
export type WearablesOutcome = Answer<{
  /** Whose recordings these are: they are drawn for nobody else. */
  readonly patientId: string;
  /** The latest seven days; `null`: nothing could be read, and the issues say why. */
  readonly slice: WearablesSlice | null;
  readonly issues: readonly Issue[];
}>;

export type LoadWearables = (patientId: string) => Promise<WearablesOutcome>;
