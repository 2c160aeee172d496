import type { Issue } from '#lib/clinical/issue.ts';
import { type Intervals, intervalsInSeries } from '../hrv/intervals.ts';
import { median } from '../statistics.ts';
import { type ClockReading, readClock } from './clock.ts';
import { columnOf, numberOf, readTable, type Table } from './table.ts';

export type IntervalsReading = {
  readonly intervals: Intervals;
  /** Local seconds since midnight at second 0 of the intervals; absent: the file does not tell the time of day. */
  readonly localStart?: number;
  readonly issues: readonly Issue[];
};

/** Polar (`RR-interval [ms]`), Elite HRV, Kubios, Garmin and hand-made files. */
const INTERVAL_COLUMN = /\b(rr|r-r|ibi|nn|interval)/i;
const TIME_COLUMN = /time|date/i;
/** No heart beats slower than once in ten seconds: a median below this is in seconds. */
const SECONDS_BELOW = 10;
/** Intervals and the file's own times may differ by this much before the times are believed: a gap. */
const GAP_SECONDS = 3;

const warn = (code: Issue['code'], message: string): Issue => ({ code, severity: 'warning', message });

type Columns = { readonly lengths: Float64Array; readonly times: readonly string[] | undefined };

function columnsOf(table: Table): Columns | undefined {
  const { header, rows } = table;
  if (!header) {
    const single = rows.every((row) => row.length === 1) || rows.length === 1;
    const cells = single ? rows.flat() : rows.map((row) => row.at(-1) ?? '');
    return { lengths: Float64Array.from(cells, numberOf), times: undefined };
  }
  const named = columnOf(table, INTERVAL_COLUMN);
  const column = named < 0 && header.length === 1 ? 0 : named;
  if (column < 0) return undefined;
  const time = header.findIndex((cell, place) => place !== column && TIME_COLUMN.test(cell));
  return {
    lengths: Float64Array.from(rows, (row) => numberOf(row[column])),
    times: time < 0 ? undefined : rows.map((row) => row[time] ?? ''),
  };
}

/** Where the file's times show a gap that the intervals do not fill, the later intervals move behind it. */
function moveBehindGaps(intervals: Intervals, times: Float64Array): Intervals {
  let shift = 0;
  const origin = times.find(Number.isFinite) ?? 0;
  const first = intervals.at[times.findIndex(Number.isFinite)] ?? 0;
  const at = intervals.at.map((second, i) => {
    const behind = ((times[i] ?? Number.NaN) - origin) / 1000 - (second + shift - first);
    if (behind > GAP_SECONDS) shift += behind;
    return second + shift;
  });
  return { ms: intervals.ms, at };
}

/** Times below are those of a stopwatch and tell no time of day. */
const CALENDAR_MS = 1e11;
const DAY_SECONDS = 86_400;

/** Local seconds since midnight at second 0 of the intervals. */
function localSecond(clock: ClockReading, intervals: Intervals): number | undefined {
  const known = clock.ms.findIndex(Number.isFinite);
  const ms = clock.ms[known];
  if (ms === undefined || ms < CALENDAR_MS) return undefined;
  const local = ms / 1000 + (clock.zoneMinutes ?? 0) * 60 - (intervals.at[known] ?? 0);
  return local % DAY_SECONDS;
}

const nothing = (message: string): IntervalsReading => ({
  intervals: intervalsInSeries(new Float64Array()),
  issues: [{ code: 'structure', severity: 'error', message }],
});

/**
 * Reads the intervals between beats from text: numbers alone, or a table with a column that is named RR, IBI, NN or
 * interval, with or without times. Never throws: what was left out or assumed is an issue.
 */
export function readIntervalsFile(text: string): IntervalsReading {
  const table = readTable(text);
  const columns = columnsOf(table);
  if (!columns) return nothing(`No column is named RR, IBI, NN or interval: ${table.header?.join(', ')}.`);
  const issues: Issue[] = [];
  const readable = [...columns.lengths.keys()].filter((i) => (columns.lengths[i] ?? 0) > 0);
  const unread = columns.lengths.length - readable.length;
  if (unread > 0)
    issues.push(warn('value-missing', `${unread} intervals are no positive numbers; left out.`));
  if (readable.length === 0) return nothing('The file holds no interval.');
  const lengths = Float64Array.from(readable, (i) => columns.lengths[i] ?? 0);
  const inSeconds = median(lengths) < SECONDS_BELOW;
  if (inSeconds)
    issues.push(warn('assumption', 'The intervals are taken for seconds: their median is below 10.'));
  const intervals = intervalsInSeries(inSeconds ? lengths.map((one) => 1000 * one) : lengths);
  const { times } = columns;
  if (!times) return { intervals, issues };
  const clock = readClock(readable.map((i) => times[i] ?? ''));
  const moved = moveBehindGaps(intervals, clock.ms);
  const localStart = localSecond(clock, moved);
  return {
    intervals: moved,
    ...(localStart === undefined ? {} : { localStart }),
    issues: [...issues, ...clock.issues],
  };
}
