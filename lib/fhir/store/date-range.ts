import { asText, element, isObject } from '../json-value.ts';

/** Instants from the first to the last that a recorded date may mean; ms since the epoch, inclusive. */
export type DateRange = { readonly low: number; readonly high: number };

const SHAPE =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/** First instant after the range: a whole year, month, day, minute or second later, by the date's precision. */
function endOf(match: RegExpExecArray, low: number): number {
  if (match[7] !== undefined) return low + 1;
  if (match[6] !== undefined) return low + 1000;
  if (match[4] !== undefined) return low + 60_000;
  if (match[3] !== undefined) return low + 86_400_000;
  const year = Number(match[1]);
  return match[2] === undefined ? Date.UTC(year + 1, 0) : Date.UTC(year, Number(match[2]));
}

/** Reads `date`, `dateTime` or `instant` of any precision; without a zone it is UTC. `undefined`: not a date. */
export function dateRange(text: string | undefined): DateRange | undefined {
  const match = text === undefined ? null : SHAPE.exec(text);
  if (match === null) return undefined;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction = ''] = match;
  const low = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${match[8] ?? 'Z'}`);
  return Number.isNaN(low) ? undefined : { low, high: endOf(match, low) - 1 };
}

/** The range of a date element: a string, or a `Period`, whose open end has no limit. */
export function rangeOf(value: unknown): DateRange | undefined {
  if (!isObject(value)) return dateRange(asText(value));
  const start = dateRange(asText(element(value, 'start')));
  const end = dateRange(asText(element(value, 'end')));
  if (start === undefined && end === undefined) return undefined;
  return {
    low: start?.low ?? Number.NEGATIVE_INFINITY,
    high: end?.high ?? Number.POSITIVE_INFINITY,
  };
}

export type DatePrefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb';

const isWithin = (recorded: DateRange, asked: DateRange) =>
  recorded.low >= asked.low && recorded.high <= asked.high;

/** FHIR R4 section 3.1.1.4.5: how the recorded range must lie to the asked one. */
const COMPARE: Readonly<Record<DatePrefix, (recorded: DateRange, asked: DateRange) => boolean>> = {
  eq: isWithin,
  ne: (recorded, asked) => !isWithin(recorded, asked),
  gt: (recorded, asked) => recorded.high > asked.high,
  lt: (recorded, asked) => recorded.low < asked.low,
  ge: (recorded, asked) => recorded.high > asked.high || isWithin(recorded, asked),
  le: (recorded, asked) => recorded.low < asked.low || isWithin(recorded, asked),
  sa: (recorded, asked) => recorded.low > asked.high,
  eb: (recorded, asked) => recorded.high < asked.low,
};

export const isDatePrefix = (text: string): text is DatePrefix => Object.hasOwn(COMPARE, text);

export const compareDates = (prefix: DatePrefix, recorded: DateRange, asked: DateRange): boolean =>
  COMPARE[prefix](recorded, asked);
