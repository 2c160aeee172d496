import type { Issue } from '#lib/clinical/issue.ts';
import { kindOfSource, type SourceKind } from '../sources/source-kind.ts';
import { type ClockReading, readClock } from './clock.ts';
import { provenMark, readColumnNumbers } from './column-numbers.ts';
import {
  CHANNELS,
  isDeviceHeader,
  kinds,
  plainNames,
  readingColumn,
  sourceColumn,
  utcOffsetColumn,
} from './device-columns.ts';
import {
  type DeviceAnswers,
  type DeviceQuestion,
  questionAbout,
  startsAt,
  statedOrder,
} from './device-question.ts';
import { type DeviceReading, noSamples } from './device-reading.ts';
import { usualPeriod } from './even-series.ts';
import { LatestSamples, type SampledChannel } from './latest-samples.ts';
import { spreadStamps } from './stamps.ts';
import { cellsIn, readTable, type Table } from './table.ts';
import { type TimeColumns, timeColumns } from './time-columns.ts';
import { readOffset } from './zone-text.ts';

/** Fitbit's saturation by the minute names its column no more than this. */
const FITBIT = /^timestamp,value$/i;
/** What devices write where nothing was measured. */
const BLANK = /^(|-+|n\/?a|nan|null|none|invalid)$/i;

const isFitbit = (row: readonly string[]): boolean => FITBIT.test(row.join(','));
const isHeader = (row: readonly string[]): boolean => isFitbit(row) || isDeviceHeader(row);

/** Whether a file that begins so is a table of times with heart rate, saturation or steps. */
export function isDeviceTable(head: string): boolean {
  const { header } = readTable(head, isHeader);
  return header !== undefined && isHeader(header);
}

const complaint = (code: Issue['code'], severity: Issue['severity'], message: string): Issue => ({
  code,
  severity,
  message,
});

/** An undecided order has been said where it was found. */
const undated = ({ about }: DeviceQuestion): Issue[] =>
  about === 'day-order'
    ? []
    : [
        complaint(
          'value-missing',
          'warning',
          'The times of the table have no date, so that no day can be told.',
        ),
      ];

const fail = (message: string, issues: readonly Issue[] = []): DeviceReading => ({
  samples: noSamples,
  issues: [...issues, complaint('structure', 'error', message)],
});

type Column = { readonly channel: SampledChannel; readonly values: Float64Array };

function readColumn(
  channel: SampledChannel,
  cells: readonly string[],
  mark: ReturnType<typeof provenMark>,
  issues: Issue[],
): Column {
  const { values, issues: said } = readColumnNumbers(cells, kinds[channel], mark);
  issues.push(...said);
  const unread = cells.findIndex((cell, row) => !BLANK.test(cell) && Number.isNaN(values[row]));
  if (unread >= 0 && !said.some(({ code }) => code === 'number-ambiguous'))
    issues.push(
      complaint(
        'value-missing',
        'warning',
        `Cells of ${kinds[channel].label} that are no numbers count as missing; the first is in row ${unread + 1} below the header.`,
      ),
    );
  const highest = values.reduce((high, one) => (one > high ? one : high), 0);
  if (channel !== 'saturation' || !(highest > 0 && highest <= 1)) return { channel, values };
  issues.push(
    complaint('assumption', 'warning', 'No saturation is above 1: they are taken for shares of 1.'),
  );
  return { channel, values: values.map((one) => 100 * one) };
}

function readColumns(table: Table, times: TimeColumns, issues: Issue[]): readonly Column[] {
  const header = table.header ?? [];
  if (isFitbit(header)) {
    const message = 'The column “value” is taken for oxygen saturation in %, as Fitbit writes it.';
    issues.push(complaint('assumption', 'warning', message));
  }
  const placed = CHANNELS.flatMap((channel) => {
    const place = isFitbit(header) && channel === 'saturation' ? 1 : readingColumn(header, channel);
    return place < 0 || times.places.has(place) ? [] : [{ channel, cells: cellsIn(table, place) }];
  });
  const mark = provenMark(placed.map(({ cells }) => cells));
  return placed.map(({ channel, cells }) => readColumn(channel, cells, mark, issues));
}

/** Place of the first time behind another, in ascending ones. */
function firstAfter(ascending: Float64Array, time: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** When each count ended: as the table says, else where the next row begins, at most a usual step later. */
function endsOf(ms: Float64Array, ends: Float64Array | undefined): Float64Array {
  const starts = ms.filter(Number.isFinite).toSorted();
  const usual = 1000 * usualPeriod(starts);
  return ms.map((start, row) => {
    const stated = ends?.[row] ?? Number.NaN;
    if (stated > start) return stated;
    const next = starts[firstAfter(starts, start)] ?? start + usual;
    const end = Math.min(next, start + usual);
    return Number.isFinite(end) ? end : start;
  });
}

type Dated = {
  readonly ms: Float64Array;
  readonly ends: Float64Array;
  readonly zones: readonly (number | undefined)[];
};

function dated(table: Table, times: TimeColumns, clock: ClockReading, options: ReadOptions): Dated {
  const shift = startsAt(clock, options.answers);
  const ms = spreadStamps(
    clock.ms.map((one) => one + shift),
    table.rows,
  );
  const ends = times.ends && readClock(times.ends, { now: options.now, order: statedOrder(options.answers) });
  const offset = utcOffsetColumn(table.header ?? []);
  const zones = offset < 0 ? clock.zones : cellsIn(table, offset).map((cell) => readOffset(cell).minutes);
  return { ms, ends: endsOf(ms, ends?.ms), zones };
}

type ReadOptions = { readonly source: string; readonly now: number; readonly answers: DeviceAnswers };

/** A table of a million rows names a few sources. */
function rememberKinds(): (source: string) => SourceKind {
  const known = new Map<string, SourceKind>();
  return (source) => {
    const kind = known.get(source) ?? kindOfSource(source);
    known.set(source, kind);
    return kind;
  };
}

/** What each row's readings have in common, and its value comes to it. */
function rowsOf(table: Table, { ms, ends, zones }: Dated, { source }: ReadOptions) {
  const place = sourceColumn(table.header ?? []);
  const sources = place < 0 ? [] : cellsIn(table, place);
  const kindOf = rememberKinds();
  return Array.from(ms, (start, row) => {
    const own = sources[row] || source;
    return { ms: start, end: ends[row] ?? start, zoneMinutes: zones[row], source: own, kind: kindOf(own) };
  });
}

function samplesOf(table: Table, columns: readonly Column[], read: Dated, options: ReadOptions) {
  const rows = rowsOf(table, read, options);
  const latest = new LatestSamples(options.now);
  for (const { channel, values } of columns)
    for (const [at, row] of rows.entries()) {
      const value = values[at] ?? Number.NaN;
      const end = channel === 'steps' ? row.end : row.ms;
      if (Number.isFinite(row.ms + value)) latest.add(channel, { ...row, end, value });
    }
  return latest;
}

/** Names of columns in one spelling, so that each place knows them. */
function tableOf(text: string): Table {
  const table = readTable(text, isHeader);
  return table.header ? { ...table, header: plainNames(table.header) } : table;
}

/**
 * Reads heart rate, saturation and steps from a table with times. Never throws: what was left out or assumed is an issue,
 * and what only the user can tell is a question.
 *
 * @param source what the table is called
 * @param now ms since the epoch; readings after it come from a wrong clock and are left out
 * @param answers what the user has said of the table
 */
export function readDeviceTable(
  text: string,
  source: string,
  now: number,
  answers: DeviceAnswers = {},
): DeviceReading {
  const table = tableOf(text);
  const times = timeColumns(table);
  if (!times || table.rows.length === 0) return fail('The table holds no reading with a time.');
  const clock = readClock(times.starts, { now, order: statedOrder(answers) });
  const question = questionAbout(clock, times.starts, answers);
  if (question) return { samples: noSamples, question, issues: [...clock.issues, ...undated(question)] };
  const issues: Issue[] = [];
  const columns = readColumns(table, times, issues);
  const options = { source, now, answers };
  const read = dated(table, times, clock, options);
  if (read.ms.some(Number.isFinite) && read.zones.every((zone) => zone === undefined))
    issues.push(
      complaint('assumption', 'warning', 'The table writes no time zone: its clock is shown as UTC.'),
    );
  const latest = samplesOf(table, columns, read, options);
  return { samples: latest.finish(), issues: [...issues, ...clock.issues, ...latest.issues()] };
}
