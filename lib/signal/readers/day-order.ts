import type { Issue } from '#lib/clinical/issue.ts';
import { DAY_MS } from '#lib/clinical/moment.ts';
import { median } from '../statistics.ts';
import type { CivilDate, TimeCell } from './time-cell.ts';

/** In which order a file writes day, month and year. */
export type DayOrder = 'day-first' | 'month-first' | 'year-first';

type OrderDecision = {
  /** Orders that the file can be read in: one, unless nothing tells. Empty: its rows contradict each other. */
  readonly orders: readonly DayOrder[];
  /** What the reading rests on, as the user reads it. */
  readonly issues: readonly Issue[];
};

const ORDERS: readonly DayOrder[] = ['day-first', 'month-first', 'year-first'];
export const ORDER_NAMES: Readonly<Record<DayOrder, string>> = {
  'day-first': 'day before month',
  'month-first': 'month before day',
  'year-first': 'year, month and day',
};
/** Rows that contradict all others are slips. */
const SLIP_SHARE = 0.01;
/** Readings whose times differ by no more than so many usual steps follow one another. */
const STEADY_STEPS = 3;
/** Equal steps from day to day that cannot be chance. */
const FEWEST_EQUAL = 3;

const partsIn: Readonly<Record<DayOrder, (a: number, b: number, c: number) => readonly number[]>> = {
  'day-first': (a, b, c) => [c, b, a],
  'month-first': (a, b, c) => [c, a, b],
  'year-first': (a, b, c) => [a, b, c],
};

function readMidnight(date: CivilDate, order: DayOrder): number {
  const [y = 0, month = 0, day = 0] =
    'open' in date ? partsIn[order](...date.open) : [date.year, date.month, date.day];
  const year = y < 100 ? 2000 + y : y;
  const ms = Date.UTC(year, month - 1, day);
  const back = new Date(ms);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? ms : Number.NaN;
}

/** A table has few days and many rows. */
const midnights = new WeakMap<CivilDate, Map<DayOrder, number>>();

/** ms of midnight by a clock without a zone, as if UTC; `NaN` of a day that no calendar has. */
export function midnightOf(date: CivilDate, order: DayOrder): number {
  const known = midnights.get(date) ?? new Map<DayOrder, number>();
  const found = known.get(order);
  if (found !== undefined) return found;
  const ms = readMidnight(date, order);
  midnights.set(date, known.set(order, ms));
  return ms;
}

type OpenTime = { readonly date: Extract<CivilDate, { open: unknown }>; readonly time: number };

function openTimes(cells: readonly (TimeCell | undefined)[]): OpenTime[] {
  return cells.flatMap((cell) =>
    cell?.kind === 'civil' && cell.date && 'open' in cell.date
      ? { date: cell.date, time: cell.time ?? 0 }
      : [],
  );
}

/** How many of the days do not exist in an order. */
const impossibleIn = (times: readonly OpenTime[], order: DayOrder): number =>
  times.filter(({ date }) => Number.isNaN(midnightOf(date, order))).length;

/** Orders in which all days exist; else the one in which nearly all do. */
function possibleOrders(times: readonly OpenTime[], candidates: readonly DayOrder[]): readonly DayOrder[] {
  const whole = candidates.filter((order) => impossibleIn(times, order) === 0);
  if (whole.length > 0) return whole;
  const slips = candidates.filter((order) => impossibleIn(times, order) <= SLIP_SHARE * times.length);
  return slips.length === 1 ? slips : [];
}

const msIn = (times: readonly OpenTime[], order: DayOrder): number[] =>
  times.map(({ date, time }) => midnightOf(date, order) + time);

const stepsOf = (ms: readonly number[]): number[] =>
  ms.slice(1).map((one, i) => Math.abs(one - (ms[i] ?? Number.NaN)));

const sameDay = (a: OpenTime, b: OpenTime): boolean =>
  a.date === b.date || a.date.open.every((part, i) => part === b.date.open[i]);

/** Whether the readings go on over a change of day as they do within one, or from day to day in equal steps. */
function isSteady(times: readonly OpenTime[], order: DayOrder): boolean {
  const steps = stepsOf(msIn(times, order));
  const within = steps.filter((step, i) => step > 0 && isWithinDay(times, i));
  const between = steps.filter((_, i) => !isWithinDay(times, i));
  if (within.length > 0) {
    const usual = median(within);
    return between.some((step) => step > 0 && step <= STEADY_STEPS * usual && step < DAY_MS);
  }
  const [first = 0] = between;
  return between.length >= FEWEST_EQUAL && first > 0 && between.every((step) => step === first);
}

function isWithinDay(times: readonly OpenTime[], i: number): boolean {
  const [a, b] = [times[i], times[i + 1]];
  return a !== undefined && b !== undefined && sameDay(a, b);
}

const only = (orders: readonly DayOrder[]): DayOrder | undefined =>
  orders.length === 1 ? orders[0] : undefined;

const say = (order: DayOrder, because: string): Issue => ({
  code: 'assumption',
  severity: 'information',
  message: `The dates are read with ${ORDER_NAMES[order]}, ${because}.`,
});

type Evidence = { readonly because: string; readonly holds: (order: DayOrder) => boolean };

/** What tells the order where each day exists in several, the strongest first. */
const evidenceOf = (times: readonly OpenTime[], now: number): readonly Evidence[] => [
  {
    because: 'since only so do the readings follow one another in steady steps',
    holds: (order) => isSteady(times, order),
  },
  {
    because: 'since otherwise some would lie in the future',
    holds: (order) => !msIn(times, order).some((ms) => ms > now + DAY_MS),
  },
];

const ambiguous = (message: string): Issue => ({ code: 'date-ambiguous', severity: 'warning', message });

/** Where each day exists in several orders: what else tells. */
function weigh(times: readonly OpenTime[], left: readonly DayOrder[], now: number): OrderDecision {
  const alike = times.every(({ date }) => new Set(left.map((order) => midnightOf(date, order))).size === 1);
  if (alike) return { orders: left.slice(0, 1), issues: [] };
  for (const { because, holds } of evidenceOf(times, now)) {
    const order = only(left.filter(holds));
    if (order) return { orders: [order], issues: [say(order, because)] };
  }
  const names = left.map((order) => ORDER_NAMES[order]).join(' or ');
  const example = times[0]?.date.open.join('/');
  return {
    orders: left,
    issues: [
      ambiguous(`The dates can be read with ${names} (${example}), and nothing in the file tells which.`),
    ],
  };
}

/** An order that is known from elsewhere. */
export type StatedOrder = { readonly order: DayOrder; readonly because: string };

/**
 * Decides for a whole file in which order its dates are written: by days above 12, by readings that go on over midnight,
 * by the present. It is never guessed: where nothing tells, or rows contradict one another, there is no one order.
 *
 * @param now ms since the epoch, after which nothing can have been recorded
 */
export function decideOrder(
  cells: readonly (TimeCell | undefined)[],
  now: number,
  stated?: StatedOrder,
): OrderDecision {
  const written = openTimes(cells);
  const short = written.every(({ date }) => date.short);
  const candidates = ORDERS.filter((order) => short || order !== 'year-first');
  const times = written.filter(({ date }) =>
    candidates.some((order) => !Number.isNaN(midnightOf(date, order))),
  );
  if (times.length === 0) return { orders: ['day-first'], issues: [] };
  if (stated) return { orders: [stated.order], issues: [say(stated.order, stated.because)] };
  const left = possibleOrders(times, candidates);
  const order = only(left);
  if (order) {
    const days = candidates.reduce((sum, one) => sum + (one === order ? 0 : impossibleIn(times, one)), 0);
    return { orders: left, issues: [say(order, `since ${days} of them exist in no other order`)] };
  }
  if (left.length > 0) return weigh(times, left, now);
  const message =
    'Some dates exist only with the day first, others only with the month first: none was read.';
  return { orders: [], issues: [ambiguous(message)] };
}

/** Whether all dates whose order is open are one and the same. */
export function isOneDay(cells: readonly (TimeCell | undefined)[]): boolean {
  const times = openTimes(cells);
  return times.every((time) => sameDay(time, times[0] ?? time));
}
