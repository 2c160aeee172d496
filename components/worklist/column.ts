import type { ReactNode } from 'react';
import type { Bands } from '#components/risk/risk-text.ts';
import type { Entry } from './entries.ts';

export type CellContext = {
  /** Limits of the model's bands; `null`: the model is not loaded yet. */
  readonly bands: Bands | null;
  /** The chart is being read, or the risk computed. */
  readonly pending: boolean;
  /** The pictures are being read. */
  readonly readsPictures: boolean;
};

/** One column of the worklist: what heads it, what it is sorted by, what it shows. */
export type Column = {
  readonly key: string;
  readonly label: string;
  /** What the heading means, in a sentence. */
  readonly meaning?: string;
  /** What a first click wants to see on top. */
  readonly descendingFirst?: boolean;
  /** `null`: not known, which comes last. */
  readonly sortedBy: (entry: Entry) => string | number | null;
  readonly cell: (entry: Entry, context: CellContext) => ReactNode;
};
