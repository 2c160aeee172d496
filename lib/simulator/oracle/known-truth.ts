import type { Outcome } from '../outcome.ts';

/** What the oracle reads of one line of `truth.ndjson`. */
export type KnownTruth = Pick<Outcome, 'timeDays' | 'event'> & {
  readonly patient: string;
  readonly logHazard: number;
};
