import type { DeidentifyResult } from '#lib/dicom/deidentify/deidentify-files.ts';

/** From the worker to the page. The page sends a `DeidentifyTask`, once. */
export type DeidentifyReply =
  | { readonly type: 'progress'; readonly done: number; readonly files: number }
  | { readonly type: 'done'; readonly result: DeidentifyResult }
  | { readonly type: 'failed'; readonly reason: string };
