import type { Moment } from '#lib/clinical/moment.ts';

/**
 * The time that a question is asked about: what is dated later is not known then. It belongs to the question and not to the
 * record, of which it is one reading (landmark analysis: van Houwelingen HC, Scand J Stat 2007;34:70–85).
 */
export type Landmark =
  | {
      readonly at: Moment;
      /** What the time is called on screen, as in "2 days before discharge". */
      readonly name: string;
    }
  | {
      readonly at: null;
      readonly name: string;
      /** A sentence for the clinician: why there is no such time. */
      readonly because: string;
    };
