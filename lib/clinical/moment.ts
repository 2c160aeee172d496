/** A point in time as the chart recorded it: the instant for arithmetic, the text for the screen (zone kept). */
export type Moment = {
  /** Milliseconds since the Unix epoch, UTC. A date without time of day is 00:00 UTC of that day, or its end where it ends a period. */
  readonly ms: number;
  /** The FHIR `dateTime` as recorded, e.g. `2026-03-01T07:10:00-05:00`. */
  readonly recorded: string;
  readonly precision: 'day' | 'time';
};

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

const ZONE = /([+-])(\d{2}):(\d{2})$/;
const CLOCK = /T\d{2}:\d{2}(?<seconds>:\d{2}(?:[.,](?<fraction>\d+))?)?/;

/** Minutes east of UTC that the chart wrote beside the time; 0 for `Z`, for none, and for a date without time of day. */
export function offsetMinutesOf({ recorded, precision }: Moment): number {
  const zone = precision === 'time' ? ZONE.exec(recorded) : null;
  if (!zone) return 0;
  return (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]));
}

/** Days since the epoch of the calendar day on which it was recorded, by the clock of its own place. */
const dayNumber = (moment: Moment): number =>
  Math.floor((moment.ms + offsetMinutesOf(moment) * 60_000) / DAY_MS);

/** How long the unit is to which a time of day was written: a minute, a second, or a fraction of one. */
function unitMs(recorded: string): number {
  const clock = CLOCK.exec(recorded);
  if (clock?.groups?.seconds === undefined) return clock ? 60_000 : 1;
  return Math.max(1, 10 ** (3 - (clock.groups.fraction ?? '').length));
}

/**
 * Whether `time` lies after `limit` for certain: compared at the coarser of their precisions, since a time covers its
 * whole minute or second and a date its whole day (FHIR R4 section 2.24.0.1, Period.end). A date names the day of its
 * own place, so that it is compared with the date beside the clock and never with an instant of UTC.
 */
export function isAfter(time: Moment, limit: Moment): boolean {
  if (time.precision === 'day' || limit.precision === 'day') return dayNumber(time) > dayNumber(limit);
  return time.ms > limit.ms + unitMs(limit.recorded) - 1;
}

/** Days from one moment to another: calendar days where either has no time of day. Never a negative zero. */
export function daysBetween(from: Moment, to: Moment): number {
  if (from.precision === 'day' || to.precision === 'day') return dayNumber(to) - dayNumber(from);
  return (to.ms - from.ms) / DAY_MS;
}

/** A moment that no chart wrote: exact to the millisecond, in UTC. */
export const instant = (ms: number): Moment => ({
  ms,
  recorded: new Date(ms).toISOString(),
  precision: 'time',
});
