import { DAY_MS, isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { Stay } from './slice.ts';

/** The stay that a prediction at `at` is about: the latest that had begun. Stays are oldest first. */
export const indexStay = (stays: readonly Stay[], at: Moment): Stay | undefined =>
  stays.findLast(({ start }) => !isAfter(start, at));

/** Stays that began within `days` before the index stay, oldest first. */
export function priorStays(stays: readonly Stay[], index: Stay, days = Number.POSITIVE_INFINITY): Stay[] {
  const since = index.start.ms - days * DAY_MS;
  return stays.filter(({ start }) => start.ms < index.start.ms && start.ms >= since);
}
