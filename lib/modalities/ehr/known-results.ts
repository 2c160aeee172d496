import { isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { SeriesEntry } from './slice.ts';

/** Whether a result had been drawn by `at`, known or not. */
export const wasDrawn = ({ time }: SeriesEntry, at: Moment): boolean => !isAfter(time, at);

/** Whether a result could be known at `at`: drawn and released by then, as precisely as the chart tells. */
export const wasKnown = (entry: SeriesEntry, at: Moment): boolean =>
  wasDrawn(entry, at) && (entry.released === undefined || !isAfter(entry.released, at));
