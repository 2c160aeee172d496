import { alertConditions } from '#lib/icu/alerts/alert.ts';
import type { Sent } from './bedside-settings.ts';
import type { PageMarks } from './page-marks.ts';
import { secondOfRate } from './wall-beds.ts';

type Span = { readonly from: number; readonly to: number };
type Drawn = { readonly second: number; readonly at: number };

/** When each second of each bed, or a later one, stood on its tile, after it was sent; ms. Infinite: never. */
export function wallTimes(sent: readonly Sent[], { rates }: PageMarks, { from, to }: Span): number[] {
  const sentBy = Map.groupBy(sent, ({ bed }) => bed);
  const ratesBy = Map.groupBy(rates, ({ bed }) => bed);
  return [...sentBy].flatMap(([bed, unsorted]) => {
    const own = unsorted.toSorted((a, b) => a.second - b.second);
    const drawn = (ratesBy.get(bed) ?? []).map(({ rate, at }): Drawn => {
      const newest = own.findLast((one) => one.at <= at)?.second ?? -1;
      return { second: secondOfRate(rate, newest), at };
    });
    let next = 0;
    return own.flatMap(({ second, at }) => {
      while (next < drawn.length && (drawn[next]?.second ?? 0) < second) next += 1;
      return at < from || at >= to ? [] : [(drawn[next]?.at ?? Number.POSITIVE_INFINITY) - at];
    });
  });
}

/** What became of each crossing: ms from its event until the alert of a condition stood on the wall; infinite: never. */
export function alertTimes(sent: readonly Sent[], { alerts }: PageMarks, { from, to }: Span) {
  const shownAt = new Map(alerts.map(({ id, at }) => [id, at]));
  const events = new Map(sent.map((one) => [`${one.patient}-${one.at}`, one]));
  const crossings = sent.filter(({ state, at }) => state === 'falls-ill' && at >= from && at < to);
  const times = crossings.flatMap(({ patient, at }) =>
    alertConditions.map(
      (condition) => (shownAt.get(`${condition}-${patient}-${at}`) ?? Number.POSITIVE_INFINITY) - at,
    ),
  );
  // An id tells the event that crossed: of an event that is not known there can be no alert.
  const strange = alerts.filter(({ id }) => !events.has(id.slice(id.indexOf('-') + 1)));
  return { crossings: crossings.length, times, strange: strange.map(({ id }) => id) };
}
