// The order of problems, medications and stays on the page.
import type { Moment } from '#lib/clinical/moment.ts';

const newest = (a: { since: Moment | null }, b: { since: Moment | null }) =>
  (b.since?.ms ?? Number.NEGATIVE_INFINITY) - (a.since?.ms ?? Number.NEGATIVE_INFINITY);

/** What goes on before what is over; within each the newest first, the undated last. */
export function currentFirst<Entry extends { readonly since: Moment | null }>(
  entries: readonly Entry[],
  isCurrent: (entry: Entry) => boolean,
): readonly Entry[] {
  const [current, past] = [entries.filter(isCurrent), entries.filter((entry) => !isCurrent(entry))];
  return [...current.sort(newest), ...past.sort(newest)];
}

export const newestFirst = <Entry extends { readonly start: Moment }>(entries: readonly Entry[]) =>
  entries.toSorted((a, b) => b.start.ms - a.start.ms);
