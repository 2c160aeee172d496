import { DAY_MS, HOUR_MS, type Moment } from '#lib/clinical/moment.ts';
import { asList, asNumber, asObjects, asText, element, quantityOf } from '#lib/fhir/elements.ts';
import { asEnd } from '../recorded-time.ts';
import { spanOfDate } from './imprecise-date.ts';

/** Units of time of FHIR R4 (value set units-of-time), and the words that people write for them, in ms. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:s|secs?|seconds?)$/, 1000],
  [/^(?:min|mins|minutes?)$/, 60_000],
  [/^(?:h|hrs?|hours?)$/, HOUR_MS],
  [/^(?:d|days?|tage?)$/, DAY_MS],
  [/^(?:wk|wks|weeks?)$/, 7 * DAY_MS],
  [/^(?:mo|mos|months?)$/, 30.4375 * DAY_MS],
  [/^(?:a|yr|yrs|years?)$/, 365.25 * DAY_MS],
];

const unitMs = (unit: string | undefined): number | undefined =>
  UNITS.find(([spelling]) => unit !== undefined && spelling.test(unit.toLowerCase()))?.[1];

/** A `Duration` in ms; `undefined` when it is no positive length of time. */
export function durationMs(quantity: unknown, assumed?: string): number | undefined {
  const { value, unit, code } = quantityOf(quantity);
  const ms =
    unitMs(code) ?? unitMs(unit) ?? (code === undefined && unit === undefined ? unitMs(assumed) : undefined);
  return value === undefined || value <= 0 || ms === undefined ? undefined : value * ms;
}

/** The day on which a span of time that was counted, and not written, ends. */
const dayOf = (ms: number): Moment => {
  const recorded = new Date(ms).toISOString().slice(0, 10);
  return asEnd({ ms: Date.parse(recorded), recorded, precision: 'day' });
};

const positive = (value: unknown): number | undefined => {
  const number = asNumber(value);
  return number !== undefined && number > 0 ? number : undefined;
};

/** How long a number of doses takes (Timing.repeat count, frequency, period). */
function countMs(repeat: unknown): number | undefined {
  const count = positive(element(repeat, 'countMax')) ?? positive(element(repeat, 'count'));
  const period = positive(element(repeat, 'period'));
  const ms = unitMs(asText(element(repeat, 'periodUnit')));
  if (count === undefined) return undefined;
  if (period === undefined || ms === undefined) return count === 1 ? DAY_MS : undefined;
  return (count / (positive(element(repeat, 'frequency')) ?? 1)) * period * ms;
}

/** When one instruction ends; `null`: it has no end. A range of lengths ends at its upper limit. */
function endOf(instruction: unknown, start: number): Moment | null {
  const timing = element(instruction, 'timing');
  const repeat = element(timing, 'repeat');
  const written = spanOfDate(element(element(repeat, 'boundsPeriod'), 'end'));
  if (written) return written.last;
  const range = element(repeat, 'boundsRange');
  const length =
    durationMs(element(repeat, 'boundsDuration')) ??
    durationMs(element(range, 'high') ?? element(range, 'low')) ??
    countMs(repeat);
  if (length !== undefined) return dayOf(start + length);
  const events = asList(element(timing, 'event')).flatMap((event) => spanOfDate(event)?.last ?? []);
  const last = events.toSorted((a, b) => a.ms - b.ms).at(-1);
  return last ? dayOf(last.ms) : null;
}

const later = (a: Moment, b: Moment): Moment => (b.ms > a.ms ? b : a);

/**
 * When dosage instructions end as they were written (FHIR R4 Dosage.timing): the bounds, the number of doses or the
 * listed events. Instructions of one `sequence` run together, others after one another. `null`: without an end.
 *
 * @param start ms since epoch: from when lengths of time count
 */
export function endOfDosages(instructions: unknown, start: number): Moment | null {
  const steps = Map.groupBy(asObjects(instructions), (one) => asNumber(element(one, 'sequence')) ?? 0);
  let end: Moment | null = null;
  for (const [, step] of [...steps].toSorted(([a], [b]) => a - b)) {
    const from: number = end?.ms ?? start;
    const ends = step.map((one) => endOf(one, from));
    if (ends.length === 0 || ends.includes(null)) return null;
    end = ends.flatMap((one) => one ?? []).reduce(later);
  }
  return end;
}

/** The first written start of the instructions. */
export const startOfDosages = (instructions: unknown): Moment | undefined =>
  asObjects(instructions)
    .flatMap((one) => {
      const repeat = element(element(one, 'timing'), 'repeat');
      return spanOfDate(element(element(repeat, 'boundsPeriod'), 'start'))?.first ?? [];
    })
    .toSorted((a, b) => a.ms - b.ms)[0];
