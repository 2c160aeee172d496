import { DAY_MS, isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { EhrSlice, Stay, UndatedStay } from './slice.ts';

/** The stay that a prediction at `at` is about: the latest that had begun. Stays are oldest first. */
export const indexStay = (stays: readonly Stay[], at: Moment): Stay | undefined =>
  stays.findLast(({ start }) => !isAfter(start, at));

/** Stays that began within `days` before the index stay, oldest first. */
export function priorStays(stays: readonly Stay[], index: Stay, days = Number.POSITIVE_INFINITY): Stay[] {
  const since = index.start.ms - days * DAY_MS;
  return stays.filter(({ start }) => start.ms < index.start.ms && start.ms >= since);
}

/** Undated stays that may have begun at or after `since` (ms) and were over by `at`: what ended later was no earlier stay. */
export const undatedBetween = (undated: readonly UndatedStay[], since: number, at: Moment): UndatedStay[] =>
  undated.filter(
    ({ startedBy, end }) =>
      Math.min(...[startedBy, end].flatMap((time) => time?.ms ?? [])) >= since &&
      !(end !== null && isAfter(end, at)),
  );

/** What a prediction is counted from. `reason`: a sentence that tells why there is no time of prediction. */
export type IndexStay = {
  readonly admission: Stay | null;
  readonly at: Moment | null;
  readonly reason: string | null;
};

/** Whether an undated stay is later than the index stay for certain. */
const isLater = ({ ongoing, end }: UndatedStay, index: Stay | null): boolean =>
  ongoing || (end !== null && (index === null || isAfter(end, index.end ?? index.start)));

function reasonWithout(index: Stay | null, undated: readonly UndatedStay[]): string | null {
  if (undated.some((stay) => isLater(stay, index)))
    return 'The latest inpatient stay has no readable start, so nothing can be counted from its discharge.';
  if (!index)
    return 'No inpatient stay with readable dates is on the chart, and the risk is counted from a discharge.';
  if (index.endUnknown === null) return null;
  if (index.disposition === 'died') return 'The latest inpatient stay ended with the death of the patient.';
  return `When the latest inpatient stay ended is not known, because ${index.endUnknown}; the risk is counted from a discharge.`;
}

/** The index discharge, else the latest entry of a stay that goes on. An older discharge never stands in for a later stay. */
export function findIndexStay({ stays, undatedStays }: EhrSlice, latest: Moment | null): IndexStay {
  const admission = (latest && indexStay(stays, latest)) ?? null;
  const reason = reasonWithout(admission, undatedStays);
  return { admission, at: reason === null && admission ? (admission.end ?? latest) : null, reason };
}
