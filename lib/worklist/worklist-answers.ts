import type { Answer } from '#lib/clinical/answer.ts';
import type { Issue } from '#lib/clinical/issue.ts';
import type { PatientGroup } from './patient-groups.ts';
import type { WorklistRow } from './worklist-row.ts';

/** Who there is to list; `truncated`: the server has more. */
export type PatientGroups = Answer<{
  readonly groups: readonly PatientGroup[];
  readonly truncated: boolean;
}>;

/** Rows of some patients; a patient whose chart could not be had is an issue instead. */
export type WorklistChunk = Answer<{
  readonly rows: readonly WorklistRow[];
  readonly issues: readonly Issue[];
}>;
