import type { Issue } from '#lib/clinical/issue.ts';
import { type ClockOptions, readClock } from './clock.ts';
import { readColumnNumbers } from './column-numbers.ts';
import { isDeviceHeader, kinds, plainNames, readingColumn } from './device-columns.ts';
import { type EvenSeries, layOnSteps, usualPeriod } from './even-series.ts';
import { cellsIn, columnOf, readTable, type Table } from './table.ts';
import { timeColumns } from './time-columns.ts';

export type SaturationReading = {
  readonly series: EvenSeries | undefined;
  readonly issues: readonly Issue[];
};

/** Of a table whose columns do not name it. */
const VALUE_COLUMN = /^value$|average|percent/i;

const warn = (code: Issue['code'], message: string): Issue => ({ code, severity: 'warning', message });
const fail = (message: string, issues: readonly Issue[] = []): SaturationReading => ({
  series: undefined,
  issues: [...issues, { code: 'structure', severity: 'error', message }],
});

type Columns = { readonly cells: readonly string[]; readonly times: readonly string[] | undefined };

/** One number a line with a decimal comma is split where a table would be. */
const isDecimalComma = (rows: Table['rows']): boolean =>
  rows.length > 1 &&
  rows.every((row) => row.length === 2 && /^\d{2,3}$/.test(row[0] ?? '') && /^\d$/.test(row[1] ?? ''));

function unnamedColumns({ rows }: Table): Columns {
  if (isDecimalComma(rows)) return { cells: rows.map((row) => row.join(',')), times: undefined };
  const single = rows.every((row) => row.length === 1) || rows.length === 1;
  if (single) return { cells: rows.flat(), times: undefined };
  return { cells: rows.map((row) => row[1] ?? ''), times: rows.map((row) => row[0] ?? '') };
}

function namedColumns(table: Table, header: readonly string[]): Columns | undefined {
  const times = timeColumns(table);
  const named = [readingColumn(header, 'saturation'), columnOf(table, VALUE_COLUMN)].find(
    (place) => place >= 0,
  );
  const others = header.flatMap((_, place) => (times?.places.has(place) ? [] : [place]));
  const value = named ?? (others.length === 1 ? others[0] : undefined);
  return value === undefined ? undefined : { cells: cellsIn(table, value), times: times?.starts };
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

type Order = { readonly ms: Float64Array; readonly values: Float64Array };

/** Times of a day may stand in any order. */
function inOrder(ms: Float64Array, values: Float64Array): Order {
  const rows = [...ms.keys()].filter((row) => Number.isFinite(ms[row]));
  const order = rows.toSorted((a, b) => (ms[a] ?? 0) - (ms[b] ?? 0));
  return {
    ms: Float64Array.from(order, (row) => ms[row] ?? Number.NaN),
    values: Float64Array.from(order, (row) => values[row] ?? Number.NaN),
  };
}

function laid(
  values: Float64Array,
  times: readonly string[],
  period: number | undefined,
  options: ClockOptions,
) {
  const { issues, ms } = readClock(times, options);
  const ordered = inOrder(ms, values);
  const step = period ?? usualPeriod(ordered.ms);
  return { series: step > 0 ? layOnSteps(ordered.ms, ordered.values, step) : undefined, issues };
}

/** A file without times, one reading after the other. */
function inSequence(values: Float64Array, statedPeriod: number | undefined): SaturationReading {
  const series = { values, periodSeconds: statedPeriod ?? 1, startMs: 0 };
  if (statedPeriod !== undefined) return { series, issues: [] };
  return { series, issues: [warn('assumption', 'The file has no times: one reading a second is assumed.')] };
}

function tableOf(text: string): Table {
  const table = readTable(text, isDeviceHeader);
  return table.header ? { ...table, header: plainNames(table.header) } : table;
}

/**
 * Reads saturation from text: one number a line, or a table with times. Never throws: what was left out or assumed is an
 * issue.
 *
 * @param statedPeriod seconds between readings; from the times unless given, and 1 in a file without times
 */
export function readSaturationFile(
  text: string,
  statedPeriod?: number,
  options: ClockOptions = {},
): SaturationReading {
  const table = tableOf(text);
  if (table.rows.length === 0) return fail('The file holds no reading.');
  const columns = table.header ? namedColumns(table, table.header) : unnamedColumns(table);
  if (!columns) return fail(`No column is named SpO2, oxygen or saturation: ${table.header?.join(', ')}.`);
  const read = readColumnNumbers(columns.cells, kinds.saturation);
  const issues: Issue[] = [...read.issues];
  const values = inPercent(read.values, issues);
  const unread = values.filter(Number.isNaN).length;
  if (unread === values.length) return fail('The file holds no number in its column of saturation.', issues);
  if (unread > 0)
    issues.push(warn('value-missing', `${unread} readings are no numbers and count as missing.`));
  const { series, issues: more } = columns.times
    ? laid(values, columns.times, statedPeriod, options)
    : inSequence(values, statedPeriod);
  if (series) return { series, issues: [...issues, ...more] };
  return fail('The times of the file cannot be read, or span more than a month.', [...issues, ...more]);
}
