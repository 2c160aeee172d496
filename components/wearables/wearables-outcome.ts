import type { Issue } from '#lib/clinical/issue.ts';
import type { WearablesSlice } from '#lib/modalities/wearables/slice.ts';

/** What the hospital answered when it was asked for a patient's recordings. */
export type WearablesOutcome =
  | {
      readonly ok: true;
      /** Whose recordings these are: they are drawn for nobody else. */
      readonly patientId: string;
      /** The latest seven days; `null`: nothing could be read, and the issues say why. */
      readonly slice: WearablesSlice | null;
      readonly issues: readonly Issue[];
    }
  | { readonly ok: false; readonly reason: string };

export type LoadWearables = (patientId: string) => Promise<WearablesOutcome>;
