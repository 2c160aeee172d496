import { DAY_MS, isAfter, type Moment } from '#lib/clinical/moment.ts';
import { asText, isIssue, readMoment } from '#lib/fhir/elements.ts';
import { asEnd } from '../recorded-time.ts';

/** The first and the last moment that a date, as precise as it is, can mean. */
export type DateSpan = { readonly first: Moment; readonly last: Moment };

const startOf = (year: number, month: number) => Date.UTC(year, month - 1, 1);

/** A year or a month; FHIR allows both as a `dateTime` (R4 section 2.24.0.1). */
function spanOfMonths(text: string): DateSpan | undefined {
  const parts = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(text);
  if (!parts) return undefined;
  const year = Number(parts[1]);
  const [from, to] = parts[2] === undefined ? [1, 12] : [Number(parts[2]), Number(parts[2])];
  const day = (ms: number): Moment => ({ ms, recorded: text, precision: 'day' });
  return { first: day(startOf(year, from)), last: asEnd(day(startOf(year, to + 1) - DAY_MS)) };
}

/** The span of a FHIR `dateTime` of any precision; `undefined` when it is none of the calendar. */
export function spanOfDate(value: unknown): DateSpan | undefined {
  const read = readMoment(value, 'date');
  if (!isIssue(read)) return { first: read, last: asEnd(read) };
  return spanOfMonths(asText(value) ?? '');
}

/** Whether a time is a year or month within which `at` lies, so that nobody can say which came first. */
export function maySpan(since: Moment, at: Moment): boolean {
  const span = isAfter(since, at) ? spanOfDate(since.recorded) : undefined;
  return span !== undefined && span.last.ms - span.first.ms > DAY_MS && !isAfter(span.first, at);
}
