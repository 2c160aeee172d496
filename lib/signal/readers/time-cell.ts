import { monthOf } from './month-names.ts';
import { type OffsetText, readOffset } from './zone-text.ts';

/** Day, month and year as a cell writes them: of three numbers the order is the column's to tell. */
export type CivilDate =
  | { readonly year: number; readonly month: number; readonly day: number }
  /** As written; `short`: the year has two digits, and may stand first too. */
  | { readonly open: readonly [first: number, second: number, third: number]; readonly short: boolean };

/** A time as a cell writes it. */
export type TimeCell =
  /** ms since the epoch, from a number of seconds or milliseconds. */
  | { readonly kind: 'epoch'; readonly ms: number }
  /** ms of a stopwatch. */
  | { readonly kind: 'stopwatch'; readonly ms: number }
  | {
      readonly kind: 'civil';
      readonly date: CivilDate | undefined;
      /** ms since midnight; `undefined`: the cell holds a date alone. */
      readonly time: number | undefined;
      readonly zoneMinutes: number | undefined;
    };

/** Numbers above are milliseconds since 1970, below seconds of some clock. */
const EPOCH_MS = 1e11;
const EPOCH_SECONDS = 1e8;
const NUMBER = /^[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?$/i;
/** ISO 8601 basic format: a date, or a date and a time of day. */
const BASIC = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:[T_ -]?(\d\d)(\d\d)(\d\d)?)?(Z)?$/;

const CLOCK = /(?<![\d:])(\d{1,2})[:h](\d{2})(?:[:m](\d{2})(?:[.,:](\d{1,9}))?s?)?(?![\d:])/i;
const HALF = /^\s*([ap])\.?\s?m\b\.?/i;
/** Before the time: Chinese, Japanese and Korean. */
const HALF_BEFORE = /(上午|下午|午前|午後|오전|오후)\s*$/;
const AFTERNOON = new Set(['p', '下午', '午後', '오후']);

const YEAR_FIRST = /^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})[日.]?$/;
const THREE_NUMBERS = /^(\d{1,2})([-/.]|\.? )\s?(\d{1,2})\2\s?(\d{4}|\d{2})\.?$/;
const WORDS =
  /^(?:(\d{4})\W+)?(?:(\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?\W*)?(?:de\s+)?(\p{L}+)\.?\W*(?:de\s+)?(\d{1,4})?(?:st|nd|rd|th)?(?:\W+(\d{4}|\d{2}))?$/iu;
const WEEKDAY = /^\p{L}+\.?,?\s+(?=\d|\p{L})/u;

const fullYear = (year: number): number => (year < 100 ? 2000 + year : year);

/** `5 March 2025`, `Mar 5, 2025`, `05-Mar-25`, `2025 Mar 5`; in several languages. */
function dateInWords(text: string): CivilDate | undefined {
  const [, first, before, word = '', after, last] = WORDS.exec(text) ?? [];
  const month = monthOf(word);
  if (month === undefined) return undefined;
  const numbers = [first, before, after, last].filter((part) => part !== undefined);
  const [one, two, more] = numbers;
  if (one === undefined || two === undefined || more !== undefined) return undefined;
  const yearFirst = one.length === 4;
  return { year: fullYear(Number(yearFirst ? one : two)), month, day: Number(yearFirst ? two : one) };
}

function threeNumbers(text: string): CivilDate | undefined {
  const [, a = '', mark, b = '', c = ''] = THREE_NUMBERS.exec(text) ?? [];
  if (mark === undefined) return undefined;
  // No locale of CLDR writes points with the month first; Korean has the year first, with spaces behind its points.
  if (mark === '.' || (mark === '. ' && c.length === 4))
    return { year: fullYear(Number(c)), month: Number(b), day: Number(a) };
  return { open: [Number(a), Number(b), Number(c)], short: c.length === 2 };
}

/** Rows of a day have one date; so many days are held at once. */
const MOST_DATES = 4000;
const dates = new Map<string, CivilDate | undefined>();

/** A date that was read before is the same object: a table has few days and many rows. */
function dateOf(written: string): CivilDate | undefined {
  if (dates.has(written)) return dates.get(written);
  if (dates.size >= MOST_DATES) dates.clear();
  const date = readDate(written);
  dates.set(written, date);
  return date;
}

function readDate(written: string): CivilDate | undefined {
  const text = written.replace(/^[\s,]+|[\s,]+$/g, '');
  const [, y, m, d] = YEAR_FIRST.exec(text) ?? [];
  if (y !== undefined) return { year: Number(y), month: Number(m), day: Number(d) };
  return (
    threeNumbers(text) ?? dateInWords(text) ?? dateInWords(text.replace(WEEKDAY, '')) ?? weekdayBefore(text)
  );
}

const weekdayBefore = (text: string): CivilDate | undefined => {
  const rest = text.replace(WEEKDAY, '');
  return rest === text ? undefined : threeNumbers(rest);
};

/** ms since midnight; `NaN` of an hour that no clock shows. */
function clockTime(hour: number, minute: number, second: number, half: string | undefined): number {
  const valid = half === undefined ? hour < 24 : hour >= 1 && hour <= 12;
  const past = half !== undefined && AFTERNOON.has(half.toLowerCase());
  const hours = half === undefined ? hour : (hour % 12) + (past ? 12 : 0);
  return valid && minute < 60 && second < 61
    ? (hours * 60 + minute) * 60_000 + Math.round(second * 1000)
    : Number.NaN;
}

type Split = {
  readonly before: string;
  readonly time: number;
  readonly after: string;
  readonly zone: OffsetText;
};

/** The time of day in a text, and what stands round it. */
function splitClock(text: string): Split | undefined {
  const found = CLOCK.exec(text);
  if (!found) return undefined;
  const [whole, h, m, s = '0', fraction = '0'] = found;
  const before = text.slice(0, found.index).replace(/(?<=\d)T$/, '');
  const after = text.slice(found.index + whole.length);
  const half = HALF.exec(after);
  const early = HALF_BEFORE.exec(before);
  const time = clockTime(Number(h), Number(m), Number(`${s}.${fraction}`), half?.[1] ?? early?.[1]);
  const zone = readOffset(after.slice(half?.[0].length ?? 0));
  return { before: before.slice(0, early?.index ?? before.length), time, after: zone.rest, zone };
}

function basicFormat(text: string): TimeCell | undefined {
  const [, y, mo, d, h, mi, s, z] = BASIC.exec(text) ?? [];
  if (y === undefined) return undefined;
  const date = { year: Number(y), month: Number(mo), day: Number(d) };
  const time = h === undefined ? undefined : clockTime(Number(h), Number(mi), Number(s ?? 0), undefined);
  return { kind: 'civil', date, time, zoneMinutes: z === undefined ? undefined : 0 };
}

/** ISO 8601 with a space or a T, as most files write it: before all others, for there are millions. */
const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::(\d\d(?:\.\d{1,9})?))?\s?(Z|[+-]\d\d:?\d\d)?$/;

function isoFormat(text: string): TimeCell | undefined {
  const [, day, h, mi, s, zone] = ISO.exec(text) ?? [];
  if (day === undefined) return undefined;
  const time = clockTime(Number(h), Number(mi), Number(s ?? 0), undefined);
  if (Number.isNaN(time)) return undefined;
  return {
    kind: 'civil',
    date: dateOf(day),
    time,
    zoneMinutes: zone === undefined ? undefined : readOffset(zone).minutes,
  };
}

function numeric(text: string): TimeCell | undefined {
  if (!NUMBER.test(text)) return undefined;
  const number = Number(text.replace(',', '.'));
  if (number >= EPOCH_MS) return { kind: 'epoch', ms: number };
  return number >= EPOCH_SECONDS
    ? { kind: 'epoch', ms: number * 1000 }
    : { kind: 'stopwatch', ms: number * 1000 };
}

/**
 * Reads a time as devices write it: ISO 8601, day and month in any order or in words, before or after a time of day with
 * or without AM and PM, seconds or milliseconds since 1970, a stopwatch. `undefined`: it is none of these.
 */
export function readTimeCell(cell: string): TimeCell | undefined {
  const iso = isoFormat(cell);
  if (iso) return iso;
  const text = cell.replace(/[\s\u00a0\u2009\u202f\u200e\u200f]+/g, ' ').trim();
  const plain = basicFormat(text) ?? numeric(text);
  if (plain) return plain;
  const split = splitClock(text);
  if (!split) {
    const date = dateOf(text);
    return date && { kind: 'civil', date, time: undefined, zoneMinutes: undefined };
  }
  const written = `${split.before} ${split.after}`.trim();
  const date = written === '' ? undefined : dateOf(written);
  if (Number.isNaN(split.time) || (written !== '' && !date)) return undefined;
  return { kind: 'civil', date, time: split.time, zoneMinutes: split.zone.minutes };
}
