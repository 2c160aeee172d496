import type { Issue } from '#lib/clinical/issue.ts';
import { HOUR_MS } from '#lib/clinical/moment.ts';
import { type DayOrder, decideOrder, isOneDay, midnightOf, type StatedOrder } from './day-order.ts';
import { readTimeCell, type TimeCell } from './time-cell.ts';

/** How the times of a file are to be read. */
export type ClockReading = {
  /** Milliseconds; `NaN` where a time was not read. Without a zone in the file: local clock as if UTC. */
  readonly ms: Float64Array;
  /** Minutes that each time is ahead of UTC; `undefined`: the file does not say. */
  readonly zones: readonly (number | undefined)[];
  /** `day`: the times tell a day; `clock`: only the time of day; `stopwatch`: only the time since the start. */
  readonly tells: 'day' | 'clock' | 'stopwatch';
  /** Orders between which the user has to choose. Times of one day are right but for that day; of several, none is read. */
  readonly undecided: readonly DayOrder[];
  readonly issues: readonly Issue[];
};

export type ClockOptions = {
  /** ms since the epoch; nothing was recorded after it. */
  readonly now?: number;
  readonly order?: StatedOrder | undefined;
};

const DAY_MS = 24 * HOUR_MS;
/** An hour, to a few minutes, as clocks go back in autumn. */
const SLACK_MS = 5 * 60_000;
/** Summer time ends between midnight and then, wherever there is one. */
const LATEST_CHANGE_MS = 5 * HOUR_MS;

type Civil = Extract<TimeCell, { kind: 'civil' }>;
type Instant = { readonly ms: number; readonly zoneMinutes: number | undefined };

const UNREAD: Instant = { ms: Number.NaN, zoneMinutes: undefined };

function civilInstant({ date, time, zoneMinutes }: Civil, order: DayOrder | undefined): Instant {
  if (date && 'open' in date && order === undefined) return UNREAD;
  const midnight = date ? midnightOf(date, order ?? 'day-first') : 0;
  return { ms: midnight + (time ?? 0) - (zoneMinutes ?? 0) * 60_000, zoneMinutes };
}

function instantOf(cell: TimeCell | undefined, order: DayOrder | undefined): Instant {
  if (!cell) return UNREAD;
  if (cell.kind === 'civil') return civilInstant(cell, order);
  return { ms: cell.ms, zoneMinutes: cell.kind === 'epoch' ? 0 : undefined };
}

const tellingOf = (cell: TimeCell): ClockReading['tells'] => {
  if (cell.kind === 'stopwatch') return 'stopwatch';
  return cell.kind === 'civil' && !cell.date ? 'clock' : 'day';
};

/** What most of the cells tell. */
function mostTell(cells: readonly (TimeCell | undefined)[]): ClockReading['tells'] {
  const told = Map.groupBy(
    cells.flatMap((cell) => cell ?? []),
    tellingOf,
  );
  const [most] = [...told].toSorted(([, a], [, b]) => b.length - a.length);
  return most?.[0] ?? 'day';
}

/** A time as a file writes it that stands alone; day and month in numbers are not told apart here. */
export const readTime = (text: string): Instant => {
  const cell = readTimeCell(text);
  return cell?.kind === 'civil' && !cell.date ? UNREAD : instantOf(cell, undefined);
};

const issue = (code: Issue['code'], severity: Issue['severity'], message: string): Issue => ({
  code,
  severity,
  message,
});

const isDescending = (instants: readonly Instant[]): boolean => {
  let balance = 0;
  for (let i = 1; i < instants.length; i += 1)
    balance += Math.sign((instants[i]?.ms ?? 0) - (instants[i - 1]?.ms ?? 0)) || 0;
  return balance < 0;
};

/** Times in the order of the rows, on a clock that goes on. */
type Laid = { readonly ms: Float64Array; readonly moved: number; readonly backwards: number };

/** A local clock that goes back by one hour at night is the end of summer time: the hours after it move on. */
function layLocal(instants: readonly Instant[]): Laid {
  let [latest, moved, backwards] = [Number.NEGATIVE_INFINITY, 0, 0];
  const ms = Float64Array.from(instants, (instant) => {
    const back = latest - (instant.ms + moved);
    const changed = instant.zoneMinutes === undefined && Math.abs(back - HOUR_MS) <= SLACK_MS;
    if (changed && instant.ms % DAY_MS < LATEST_CHANGE_MS) moved += HOUR_MS;
    const now = instant.ms + moved;
    if (now < latest) backwards += 1;
    if (now > latest) latest = now;
    return now;
  });
  return { ms, moved, backwards };
}

/** A time of day that is earlier than the one above is of the next day. */
function layClock(instants: readonly Instant[]): Laid {
  let [latest, days] = [Number.NEGATIVE_INFINITY, 0];
  const ms = Float64Array.from(instants, (instant) => {
    if (instant.ms + days < latest) days += DAY_MS;
    if (!Number.isNaN(instant.ms)) latest = instant.ms + days;
    return instant.ms + days;
  });
  return { ms, moved: 0, backwards: 0 };
}

/** A stopwatch never goes back: such a time is a fault and is not read. */
function layStopwatch(instants: readonly Instant[]): Laid {
  let [latest, backwards] = [Number.NEGATIVE_INFINITY, 0];
  const ms = Float64Array.from(instants, (instant) => {
    if (instant.ms < latest) backwards += 1;
    if (!(instant.ms >= latest)) return Number.NaN;
    latest = instant.ms;
    return instant.ms;
  });
  return { ms, moved: 0, backwards };
}

const lay = { day: layLocal, clock: layClock, stopwatch: layStopwatch };

const lieBefore = (many: number, done: string): string =>
  many === 1
    ? `1 time lies before the one above it and was ${done}.`
    : `${many} times lie before the one above them and were ${done}.`;

function remarks({ moved, backwards }: Laid, unread: number, tells: ClockReading['tells']): Issue[] {
  const issues: Issue[] = [];
  if (unread > 0)
    issues.push(issue('date-invalid', 'warning', `${unread} times cannot be read and were left out.`));
  if (backwards > 0 && tells === 'stopwatch')
    issues.push(issue('date-invalid', 'warning', lieBefore(backwards, 'left out')));
  if (backwards > 0 && tells === 'day')
    issues.push(issue('assumption', 'information', lieBefore(backwards, 'put in order')));
  if (moved > 0) issues.push(issue('assumption', 'warning', SUMMER_TIME));
  return issues;
}

const SUMMER_TIME = 'The clock goes back one hour: taken for the end of summer time, and corrected.';

/**
 * The times of a column. The order of day and month is decided by all of them together. Newest first is read as well;
 * times of a day may stand in any order, those of a stopwatch may not go back.
 */
export function readClock(
  texts: readonly string[],
  { now = Number.POSITIVE_INFINITY, order }: ClockOptions = {},
): ClockReading {
  const cells = texts.map(readTimeCell);
  const tells = mostTell(cells);
  const { orders, issues } = decideOrder(cells, now, order);
  const undecided = orders.length === 1 ? [] : orders;
  const usable = undecided.length === 0 || isOneDay(cells) ? orders[0] : undefined;
  const instants = cells.map((cell) => instantOf(cell, usable));
  const reversed = tells === 'day' && isDescending(instants);
  const laid = lay[tells](reversed ? instants.toReversed() : instants);
  const unread = instants.filter(({ ms }) => Number.isNaN(ms)).length;
  return {
    ms: reversed ? laid.ms.toReversed() : laid.ms,
    zones: instants.map(({ zoneMinutes }) => zoneMinutes),
    tells,
    undecided,
    issues: [...issues, ...remarks(laid, usable ? unread : 0, tells)],
  };
}
