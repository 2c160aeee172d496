import type { Issue } from '#lib/clinical/issue.ts';
import type { DeidentifyOptions } from '#lib/dicom/deidentify/clean-data-set.ts';
import type { ChangeSummary } from '#lib/dicom/deidentify/report.ts';

export type DeidentifyChoices = DeidentifyOptions & { readonly unsurePixels: 'refuse' | 'keep' };

/** From the page to the worker, once. */
export type DeidentifyTask = {
  readonly files: readonly { readonly name: string; readonly bytes: Blob }[];
  readonly choices: DeidentifyChoices;
};

export type DeidentifyResult = {
  /** Zip of the cleaned files; `null` when none could be cleaned. */
  readonly archive: Blob | null;
  readonly cleaned: number;
  readonly summaries: readonly ChangeSummary[];
  /** Original and new values of every change: as confidential as the originals. */
  readonly csv: Blob;
  readonly json: Blob;
  /** Files that were left out, and why. */
  readonly issues: readonly Issue[];
};

/** From the worker to the page. */
export type DeidentifyReply =
  | { readonly type: 'progress'; readonly done: number; readonly files: number }
  | { readonly type: 'done'; readonly result: DeidentifyResult }
  | { readonly type: 'failed'; readonly reason: string };
