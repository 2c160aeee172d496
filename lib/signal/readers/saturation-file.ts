import type { Issue } from '#lib/clinical/issue.ts';
import { readClock } from './clock.ts';
import { type EvenSeries, layOnSteps, usualPeriod } from './even-series.ts';
import { columnOf, numberOf, readTable, type Table } from './table.ts';

export type SaturationReading = {
  readonly series: EvenSeries | undefined;
  readonly issues: readonly Issue[];
};

/** Fitbit (`value`), Nonin, Wellue, Apple exports made into tables, and hand-made files. */
const SATURATION_COLUMN = /sp\s?o2|oxygen|saturation|\bo2\b/i;
const VALUE_COLUMN = /^value$|average|percent/i;
const TIME_COLUMN = /time|date|second/i;

const warn = (code: Issue['code'], message: string): Issue => ({ code, severity: 'warning', message });
const fail = (message: string): SaturationReading => ({
  series: undefined,
  issues: [{ code: 'structure', severity: 'error', message }],
});

type Columns = { readonly values: Float64Array; readonly times: readonly string[] | undefined };

/** `97%`, as some devices write it, is a number too. */
const percentOf = (cell: string | undefined): number => numberOf(cell?.replace(/\s*%$/, ''));

function unnamedColumns({ rows }: Table): Columns {
  const single = rows.every((row) => row.length === 1) || rows.length === 1;
  if (single) return { values: Float64Array.from(rows.flat(), percentOf), times: undefined };
  return {
    values: Float64Array.from(rows, (row) => percentOf(row[1])),
    times: rows.map((row) => row[0] ?? ''),
  };
}

function namedColumns(table: Table, header: readonly string[]): Columns | undefined {
  const time = columnOf(table, TIME_COLUMN);
  const named = [SATURATION_COLUMN, VALUE_COLUMN]
    .map((name) => columnOf(table, name))
    .find((place) => place >= 0);
  const others = header.flatMap((_, place) => (place === time ? [] : [place]));
  const value = named ?? (others.length === 1 ? others[0] : undefined);
  if (value === undefined) return undefined;
  return {
    values: Float64Array.from(table.rows, (row) => percentOf(row[value])),
    times: time < 0 ? undefined : table.rows.map((row) => row[time] ?? ''),
  };
}

/** Some exports give a share of 1. */
function inPercent(values: Float64Array, issues: Issue[]): Float64Array {
  const highest = values.reduce((high, one) => (one > high ? one : high), 0);
  if (!(highest > 0 && highest <= 1)) return values;
  issues.push(
    warn('assumption', 'The values are taken for shares of 1: none is above it. They are multiplied by 100.'),
  );
  return values.map((one) => 100 * one);
}

function laid(values: Float64Array, times: readonly string[], statedPeriod: number | undefined) {
  const clock = readClock(times);
  const period = statedPeriod ?? usualPeriod(clock.ms.filter(Number.isFinite));
  return { series: period > 0 ? layOnSteps(clock.ms, values, period) : undefined, issues: clock.issues };
}

/** A file without times, one reading after the other. */
function inSequence(values: Float64Array, statedPeriod: number | undefined): SaturationReading {
  const series = { values, periodSeconds: statedPeriod ?? 1, startMs: 0 };
  if (statedPeriod !== undefined) return { series, issues: [] };
  return { series, issues: [warn('assumption', 'The file has no times: one reading a second is assumed.')] };
}

/**
 * Reads saturation from text: one number a line, or a table with times. Never throws: what was left out or assumed is an
 * issue.
 *
 * @param statedPeriod seconds between readings; from the times unless given, and 1 in a file without times
 */
export function readSaturationFile(text: string, statedPeriod?: number): SaturationReading {
  const table = readTable(text);
  if (table.rows.length === 0) return fail('The file holds no reading.');
  const columns = table.header ? namedColumns(table, table.header) : unnamedColumns(table);
  if (!columns) return fail(`No column is named SpO2, oxygen or saturation: ${table.header?.join(', ')}.`);
  const issues: Issue[] = [];
  const values = inPercent(columns.values, issues);
  const unread = values.filter(Number.isNaN).length;
  if (unread === values.length) return fail('The file holds no number in its column of saturation.');
  if (unread > 0)
    issues.push(warn('value-missing', `${unread} readings are no numbers and count as missing.`));
  const { series, issues: more } = columns.times
    ? laid(values, columns.times, statedPeriod)
    : inSequence(values, statedPeriod);
  if (series) return { series, issues: [...issues, ...more] };
  return fail('The times of the file cannot be read, or span more than a month.');
}
