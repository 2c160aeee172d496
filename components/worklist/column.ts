import type { ReactNode } from 'react';
import type { Entry } from './entries.ts';

export type CellContext = {
  /** Risk at the right end of the interval bars. */
  readonly scale: number;
  /** The chart is being read, or the risk computed. */
  readonly pending: boolean;
};

/** One column of the worklist: what heads it, what it is sorted by, what it shows. */
export type Column = {
  readonly key: string;
  readonly label: string;
  /** What a first click wants to see on top. */
  readonly descendingFirst?: boolean;
  readonly numeric?: boolean;
  /** `null`: not known, which comes last. */
  readonly sortedBy: (entry: Entry) => string | number | null;
  readonly cell: (entry: Entry, context: CellContext) => ReactNode;
  readonly className?: string | undefined;
  readonly hint?: (entry: Entry) => string | undefined;
};
