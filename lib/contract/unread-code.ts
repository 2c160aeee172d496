import type { Moment } from '#lib/clinical/moment.ts';

/** A code of a chart that stands for none of the measures, diagnoses and drug classes that are read. */
export type UnreadCode = {
  readonly kind: 'result' | 'diagnosis' | 'drug';
  /** As sent; `null`: the chart names none. */
  readonly system: string | null;
  /** As sent; `null`: the chart has only words. */
  readonly code: string | null;
  readonly display: string;
  /** How many results, diagnoses or orders carry it. */
  readonly count: number;
  /** When the newest of them was; `null`: no date that can be read. */
  readonly newest: Moment | null;
  /** What its wording looks like: a hint for the site mapping, never used. */
  readonly looksLike: { readonly id: string; readonly label: string } | null;
};
