/** What stands in SampledData.data, as numbers. */
type SampledNumbers = {
  /** `origin + factor · number`; `NaN` for `E`, for what is no number, and for `L` and `U` without their limit. */
  readonly values: Float32Array;
  /** How many were neither a number nor `E`, `L` or `U`. */
  readonly unreadable: number;
};

type SampledScale = {
  readonly origin: number;
  readonly factor: number;
  /** Measured values to take for `L` and `U`; `NaN` without a limit. */
  readonly lower: number;
  readonly upper: number;
};

const SPACE = 32;
const POINT = 46;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;

/** Longest token whose digits a double holds exactly. */
const LONGEST_PLAIN = 15;
const POWERS = Array.from({ length: LONGEST_PLAIN + 1 }, (_, n) => 10 ** n);

function digitsEnd(text: string, from: number, to: number): number {
  let i = from;
  while (i < to && text.charCodeAt(i) >= ZERO && text.charCodeAt(i) <= NINE) i += 1;
  return i;
}

function wholeNumber(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i += 1) value = value * 10 + text.charCodeAt(i) - ZERO;
  return value;
}

/** Digits with an optional sign and point, without making a string; `undefined` for anything else. */
function plainNumber(text: string, from: number, to: number): number | undefined {
  const negative = text.charCodeAt(from) === MINUS;
  const start = negative ? from + 1 : from;
  const point = digitsEnd(text, start, to);
  if (point === start || to - start > LONGEST_PLAIN) return undefined;
  let size = wholeNumber(text, start, point);
  if (point < to) {
    if (text.charCodeAt(point) !== POINT || digitsEnd(text, point + 1, to) !== to) return undefined;
    size += wholeNumber(text, point + 1, to) / (POWERS[to - point - 1] ?? 1);
  }
  return negative ? -size : size;
}

const decimal = (token: string): number | undefined => (DECIMAL.test(token) ? Number(token) : undefined);

/** Separators are single spaces in FHIR; what others send has line ends and runs of spaces too. */
function tokenStart(text: string, from: number): number {
  let i = from;
  while (i < text.length && text.charCodeAt(i) <= SPACE) i += 1;
  return i;
}

function tokenEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length && text.charCodeAt(i) > SPACE) i += 1;
  return i;
}

/** Counted first: a day at 250 Hz is 86 MB of samples, and twice that in room for the shortest tokens. */
function countTokens(text: string): number {
  let count = 0;
  for (let at = tokenStart(text, 0); at < text.length; at = tokenStart(text, tokenEnd(text, at))) count += 1;
  return count;
}

/** Characters of a token that are looked at: no number is longer. */
const LONGEST_TOKEN = 40;

/** Reads FHIR R4 SampledData.data (section 2.24.0.11). Never throws. */
export function readSampledText(
  text: string,
  { origin, factor, lower, upper }: SampledScale,
): SampledNumbers {
  const values = new Float32Array(countTokens(text));
  let count = 0;
  let unreadable = 0;
  const limits: Readonly<Record<string, number>> = { L: lower, U: upper, E: Number.NaN };
  const special = (token: string): number => {
    const limit = limits[token];
    if (limit === undefined) unreadable += 1;
    return limit ?? Number.NaN;
  };
  let to = 0;
  for (let from = tokenStart(text, 0); from < text.length; from = tokenStart(text, to)) {
    to = tokenEnd(text, from);
    const sent = plainNumber(text, from, to) ?? decimal(text.slice(from, Math.min(to, from + LONGEST_TOKEN)));
    values[count] =
      sent === undefined ? special(text.slice(from, from + 2).trimEnd()) : origin + factor * sent;
    count += 1;
  }
  return { values, unreadable };
}
