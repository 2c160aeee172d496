import type { Issue } from '#lib/clinical/issue.ts';
import { HOUR_MS } from '#lib/clinical/moment.ts';
import { numberOf } from './table.ts';

/** How the times of a file are to be read. */
export type ClockReading = {
  /** Milliseconds, ascending where finite; `NaN` where a time was not read. Without a zone in the file: local clock as if UTC. */
  readonly ms: Float64Array;
  /** Minutes that the file's clock is ahead of UTC at its first time; `undefined`: the file does not say. */
  readonly zoneMinutes: number | undefined;
  readonly issues: readonly Issue[];
};

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?\s*(Z|[+-]\d\d:?\d\d)?$/;
const AMERICAN = /^(\d\d?)\/(\d\d?)\/(\d{2,4})[ ,]+(\d\d?):(\d\d)(?::(\d\d(?:\.\d+)?))?\s*([AP]M)?$/i;
/** Numbers above are milliseconds since 1970, below seconds of some clock. */
const EPOCH_MS = 1e11;
const EPOCH_SECONDS = 1e8;
/** An hour, to a few minutes, as clocks go back in autumn. */
const SLACK_MS = 5 * 60_000;

type Instant = { readonly ms: number; readonly zoneMinutes: number | undefined };

function zoneOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (text === 'Z') return 0;
  const digits = text.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3));
  return digits.startsWith('-') ? -minutes : minutes;
}

function fromParts(date: readonly number[], time: readonly number[], zone: number | undefined): Instant {
  const [year = 0, month = 1, day = 1] = date;
  const [hour = 0, minute = 0, second = 0] = time;
  const local = Date.UTC(year, month - 1, day, hour, minute) + Math.round(second * 1000);
  const valid = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second < 61;
  return { ms: valid ? local - (zone ?? 0) * 60_000 : Number.NaN, zoneMinutes: zone };
}

function readIso(text: string): Instant | undefined {
  const parts = ISO.exec(text);
  if (!parts) return undefined;
  const [, y, mo, d, h, mi, s, zone] = parts;
  return fromParts([y, mo, d].map(Number), [Number(h), Number(mi), Number(s ?? 0)], zoneOf(zone));
}

/** `MM/DD/YY HH:MM:SS`, as Fitbit's exports write it; with AM or PM the hour is of twelve. */
function readAmerican(text: string): Instant | undefined {
  const parts = AMERICAN.exec(text);
  if (!parts) return undefined;
  const [, mo, d, y, h, mi, s, half] = parts;
  const year = Number(y) < 100 ? 2000 + Number(y) : Number(y);
  const hour = half ? (Number(h) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0) : Number(h);
  return fromParts([year, Number(mo), Number(d)], [hour, Number(mi), Number(s ?? 0)], undefined);
}

/** One time as a file writes it: ISO 8601, Fitbit's, seconds or milliseconds since 1970, or seconds of a stopwatch. */
export function readTime(text: string): Instant {
  const number = numberOf(text);
  if (number >= EPOCH_MS) return { ms: number, zoneMinutes: 0 };
  if (number >= EPOCH_SECONDS) return { ms: number * 1000, zoneMinutes: 0 };
  if (Number.isFinite(number)) return { ms: number * 1000, zoneMinutes: undefined };
  const trimmed = text.trim();
  return readIso(trimmed) ?? readAmerican(trimmed) ?? { ms: Number.NaN, zoneMinutes: undefined };
}

const issue = (code: Issue['code'], message: string): Issue => ({ code, severity: 'warning', message });

/**
 * The times of a column, put on one clock that only goes forwards. A local clock that goes back by one hour is the end of
 * summer time: the hours after it move on. Any other time that lies before the one above is not read.
 */
export function readClock(cells: readonly string[]): ClockReading {
  const instants = cells.map(readTime);
  const zoneMinutes = instants.find(({ ms }) => Number.isFinite(ms))?.zoneMinutes;
  let [latest, moved, backwards] = [Number.NEGATIVE_INFINITY, 0, 0];
  const ms = Float64Array.from(instants, (instant) => {
    const back = latest - (instant.ms + moved);
    if (instant.zoneMinutes === undefined && Math.abs(back - HOUR_MS) <= SLACK_MS) moved += HOUR_MS;
    const now = instant.ms + moved;
    if (Number.isNaN(now)) return Number.NaN;
    if (now < latest) {
      backwards += 1;
      return Number.NaN;
    }
    latest = now;
    return now;
  });
  const unread = instants.filter((one) => Number.isNaN(one.ms)).length;
  const issues: Issue[] = [];
  if (unread > 0) issues.push(issue('date-invalid', `${unread} times cannot be read and were left out.`));
  if (backwards > 0)
    issues.push(issue('date-invalid', `${backwards} times lie before the one above them and were left out.`));
  if (moved > 0)
    issues.push(
      issue('assumption', 'The clock goes back one hour: taken for the end of summer time, and corrected.'),
    );
  return { ms, zoneMinutes, issues };
}
