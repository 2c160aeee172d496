import type { Issue } from '#lib/clinical/issue.ts';
import type { Moment } from '#lib/clinical/moment.ts';

// FHIR R4 section 2.24.0.1 (date, dateTime, instant); seconds may be absent in what older systems send.
const SHAPE =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

type Parts = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly milli: number;
};

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

const isCalendarDay = ({ year, month, day }: Parts) =>
  year >= 1800 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);

// 60 is a leap second, allowed by FHIR; 24:00 is not.
const isTimeOfDay = ({ hour, minute, second }: Parts) => hour <= 23 && minute <= 59 && second <= 60;

function partsOf(match: RegExpExecArray): Parts {
  const number = (index: number) => Number(match[index] ?? 0);
  const milli = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  return {
    year: number(1),
    month: number(2),
    day: number(3),
    hour: number(4),
    minute: number(5),
    second: number(6),
    milli,
  };
}

/** Minutes east of UTC; `undefined` for an offset that no place has. */
function offsetMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

const invalid = (path: string): Issue => ({
  code: 'date-invalid',
  severity: 'warning',
  message: `${path} is not a date of the calendar and was not read.`,
  path,
});

const imprecise = (path: string): Issue => ({
  code: 'date-imprecise',
  severity: 'warning',
  message: `${path} names only a year or month, so it cannot be placed in time and was not read.`,
  path,
});

const zoneAssumed = (path: string): Issue => ({
  code: 'assumption',
  severity: 'warning',
  message: `${path} has a time of day without a time zone; it was read as UTC.`,
  path,
});

const absent = (path: string): Issue => ({
  code: 'value-missing',
  severity: 'warning',
  message: `${path} is absent or not text.`,
  path,
});

/**
 * Reads a FHIR `date`, `dateTime` or `instant`. A date in the future is read too: only the caller knows the limit.
 * `warn` hears of an assumption that was made to read it (time of day without a zone is taken as UTC).
 *
 * @param value the element as sent, of any type
 * @param path FHIR path for the issue, e.g. `Observation/123.effectiveDateTime`
 */
export function readMoment(value: unknown, path: string, warn?: (issue: Issue) => void): Moment | Issue {
  if (typeof value !== 'string' || value.trim() === '') return absent(path);
  const match = SHAPE.exec(value.trim());
  if (match === null) return invalid(path);
  if (match[3] === undefined) return imprecise(path);
  const parts = partsOf(match);
  const offset = offsetMinutes(match[8]);
  if (!isCalendarDay(parts) || !isTimeOfDay(parts) || offset === undefined) return invalid(path);
  const timed = match[4] !== undefined;
  if (timed && match[8] === undefined) warn?.(zoneAssumed(path));
  const { year, month, day, hour, minute, second, milli } = parts;
  const ms = Date.UTC(year, month - 1, day, hour, minute, second, milli) - offset * 60_000;
  return { ms, recorded: value.trim(), precision: timed ? 'time' : 'day' };
}

export const isIssue = <T extends object>(outcome: T | Issue): outcome is Issue =>
  'code' in outcome && 'severity' in outcome && 'message' in outcome;
