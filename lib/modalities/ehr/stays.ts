import { DAY_MS } from '#lib/clinical/moment.ts';
import type { Stay } from './slice.ts';

/** The stay that a prediction at `at` (ms) is about: the latest that had begun. Stays are oldest first. */
export const indexStay = (stays: readonly Stay[], at: number): Stay | undefined =>
  stays.findLast(({ start }) => start.ms <= at);

/** Stays that began within `days` before the index stay, oldest first. */
export function priorStays(stays: readonly Stay[], index: Stay, days = Number.POSITIVE_INFINITY): Stay[] {
  const since = index.start.ms - days * DAY_MS;
  return stays.filter(({ start }) => start.ms < index.start.ms && start.ms >= since);
}
