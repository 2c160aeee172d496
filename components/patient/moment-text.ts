// How a recorded time is shown: as written in the chart, with its own zone, and its distance from the time of prediction.
import { DAY_MS, daysBetween, HOUR_MS, type Moment, offsetMinutesOf } from '#lib/clinical/moment.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MINUTE_MS = 60_000;
const NBSP = '\u00a0';

/** `UTC`, `UTC−05:00`. */
export function zoneText(offset: number): string {
  if (offset === 0) return 'UTC';
  const pad = (n: number) => String(n).padStart(2, '0');
  const size = Math.abs(offset);
  return `UTC${offset < 0 ? '−' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

const local = (ms: number, offset: number) => new Date(ms + offset * MINUTE_MS);

/** `3 Mar 2026` in the zone `offset` minutes east of UTC. */
export function dayText(ms: number, offset = 0): string {
  const date = local(ms, offset);
  return `${date.getUTCDate()}${NBSP}${MONTHS[date.getUTCMonth()]}${NBSP}${date.getUTCFullYear()}`;
}

/** `3 Mar`. */
export function shortDayText(ms: number, offset = 0): string {
  const date = local(ms, offset);
  return `${date.getUTCDate()}${NBSP}${MONTHS[date.getUTCMonth()]}`;
}

/** `Mar 2026`. */
export function monthText(ms: number, offset = 0): string {
  const date = local(ms, offset);
  return `${MONTHS[date.getUTCMonth()]}${NBSP}${date.getUTCFullYear()}`;
}

/** `07:10`. */
export const clockText = (ms: number, offset = 0): string => local(ms, offset).toISOString().slice(11, 16);

const isPartial = ({ recorded }: Moment): boolean => /^\d{4}(-\d{2})?$/.test(recorded);

/** Date only, in the zone as recorded; a bare year or month stays as it was written. */
export function dateText(moment: Moment): string {
  return isPartial(moment) ? moment.recorded : dayText(moment.ms, offsetMinutesOf(moment));
}

/**
 * `3 Mar 2026, 07:10 UTC−05:00`; a date without a time of day says so instead of inventing midnight.
 *
 * @param said minutes east of UTC of the zone that is named once for all, and not again here
 */
export function momentText(moment: Moment, said?: number): string {
  const offset = offsetMinutesOf(moment);
  if (isPartial(moment)) return `${moment.recorded} (no day)`;
  if (moment.precision === 'day') return `${dayText(moment.ms)} (no time of day)`;
  const zone = offset === said ? '' : `${NBSP}${zoneText(offset)}`;
  return `${dayText(moment.ms, offset)}, ${clockText(moment.ms, offset)}${zone}`;
}

/** A length of time in the two digits that matter: `45 min`, `5 h`, `2 d 4 h`, `412 d`, `3 y`. */
export function spanText(ms: number): string {
  const size = Math.abs(ms);
  if (size < HOUR_MS) return `${Math.round(size / MINUTE_MS)}${NBSP}min`;
  const hours = Math.round(size / HOUR_MS);
  if (hours < 24) return `${hours}${NBSP}h`;
  const rest = hours % 24;
  if (hours < 7 * 24 && rest > 0) return `${Math.floor(hours / 24)}${NBSP}d ${rest}${NBSP}h`;
  const days = Math.round(size / DAY_MS);
  return days < 1000 ? `${days}${NBSP}d` : `${(days / 365.25).toFixed(1)}${NBSP}y`;
}

/** What a time of prediction is called within a sentence: `discharge`, `the latest entry`. */
export const timeName = (name: string): string => (name === 'latest entry' ? `the ${name}` : name);

/** `2 d 4 h before discharge`; between a date without a time of day and an instant only whole days are known. */
export function relativeText(moment: Moment, anchor: Moment, anchorName: string): string {
  const coarse = moment.precision === 'day' || anchor.precision === 'day';
  const difference = moment.ms - anchor.ms;
  const days = daysBetween(anchor, moment);
  if (coarse ? days === 0 : difference === 0) return coarse ? `day of ${anchorName}` : `at ${anchorName}`;
  return `${spanText(coarse ? days * DAY_MS : difference)} ${difference < 0 ? 'before' : 'after'} ${anchorName}`;
}
