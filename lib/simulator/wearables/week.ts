import { DAY_MS, HOUR_MS } from '#lib/clinical/moment.ts';
import { atLocalTime, easternOffset } from '../calendar.ts';

export const MINUTE_MS = 60_000;
export const WEEK_DAYS = 7;
export const WEEK_MINUTES = WEEK_DAYS * 1440;

/** The part of one local calendar day that the week covers. */
export type RecordedDay = {
  readonly startMs: number;
  /** Index of its first minute in the week. */
  readonly first: number;
  readonly minutes: number;
};

/** Seven times 24 hours from the first whole minute after discharge, cut at the wearer's local midnights. */
export type Week = {
  readonly startMs: number;
  readonly days: readonly RecordedDay[];
  /** Hours since local midnight, per minute of the week. */
  readonly hours: Float32Array;
  /** Index of each local midnight before a recorded day; negative for the day of discharge. */
  readonly midnights: readonly number[];
};

/** 36 hours after a midnight it is the next day, even when the clock was changed. */
const nextMidnight = (ms: number): number => atLocalTime(atLocalTime(ms, 0) + 1.5 * DAY_MS, 0);

export function weekFrom(dischargeMs: number): Week {
  const startMs = Math.ceil(dischargeMs / MINUTE_MS) * MINUTE_MS;
  const endMs = startMs + WEEK_MINUTES * MINUTE_MS;
  const days: RecordedDay[] = [];
  const midnights: number[] = [];
  for (let ms = startMs; ms < endMs; ms = nextMidnight(ms)) {
    const minutes = (Math.min(endMs, nextMidnight(ms)) - ms) / MINUTE_MS;
    days.push({ startMs: ms, first: (ms - startMs) / MINUTE_MS, minutes });
    midnights.push((atLocalTime(ms, 0) - startMs) / MINUTE_MS);
  }
  const hours = new Float32Array(WEEK_MINUTES);
  for (const { startMs: ms, first, minutes } of days) {
    const since = ((ms + easternOffset(ms) * HOUR_MS) % DAY_MS) / MINUTE_MS;
    for (let m = 0; m < minutes; m += 1) hours[first + m] = (since + m) / 60;
  }
  return { startMs, days, hours, midnights };
}
