// The order of problems, medications and stays on the page.
import type { Moment } from '#lib/clinical/moment.ts';
import { type Intake, intakesAt } from '#lib/modalities/ehr/on-drug.ts';
import type { MedicationEntry } from '#lib/modalities/ehr/slice.ts';

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

/** A medication with what it shows at the time of prediction; `null` where there is no such time. */
export type MedicationRow = { readonly entry: MedicationEntry; readonly intake: Intake | null };

/** What is taken at the time of prediction before what is not; without such a time, what is in use today. */
export function medicationRows(
  medications: readonly MedicationEntry[],
  at: Moment | null,
): readonly MedicationRow[] {
  const intakes = new Map(at ? intakesAt(medications, at).map(({ entry, intake }) => [entry, intake]) : []);
  const isCurrent = (entry: MedicationEntry) =>
    at ? intakes.get(entry)?.on !== 'no' : entry.standing === 'in-use';
  return currentFirst(medications, isCurrent).map((entry) => ({ entry, intake: intakes.get(entry) ?? null }));
}
