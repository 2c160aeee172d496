import type { Issue } from '#lib/clinical/issue.ts';
import { readClock, readTime } from './clock.ts';
import { LatestSamples, type SampledChannel, type Samples } from './latest-samples.ts';
import { columnOf, numberOf, readTable } from './table.ts';

export type DeviceTable = { readonly samples: Samples; readonly issues: readonly Issue[] };

const TIME = /time|date/i;
/** Fitbit (`beats per minute`), Polar, Garmin, Nonin, Wellue and hand-made tables. */
const COLUMNS: Readonly<Record<SampledChannel, RegExp>> = {
  heartRate: /heart\s?rate|\bhr\b|pulse|\bbpm\b|beats per minute/i,
  saturation: /sp\s?o2|oxygen|saturation|\bo2\b/i,
  steps: /\bsteps?\b/i,
};
const CHANNELS = ['heartRate', 'saturation', 'steps'] as const;
/** Fitbit's saturation by the minute names its column no more than this. */
const FITBIT = /^"?timestamp"?,"?value"?\s*$/i;

const firstLine = (text: string): string => /^\uFEFF?([^\r\n]*)/.exec(text)?.[1] ?? '';

/** Whether a file that begins so is a table of times with heart rate, saturation or steps. */
export function isDeviceTable(head: string): boolean {
  const line = firstLine(head);
  if (FITBIT.test(line)) return true;
  const cells = line.split(/[;,\t]/);
  return (
    cells.length > 1 &&
    cells.length < 60 &&
    line.length < 2000 &&
    cells.some((cell) => TIME.test(cell)) &&
    CHANNELS.some((channel) => cells.some((cell) => COLUMNS[channel].test(cell) && !TIME.test(cell)))
  );
}

const none: Samples = { heartRate: [], saturation: [], steps: [] };
const complaint = (code: Issue['code'], severity: Issue['severity'], message: string): Issue => ({
  code,
  severity,
  message,
});
const fail = (message: string): DeviceTable => ({
  samples: none,
  issues: [complaint('structure', 'error', message)],
});

/** `97%`, as some devices write it, is a number too. */
const cellNumber = (cell: string | undefined): number => numberOf(cell?.replace(/\s*%$/, ''));

type Column = { readonly channel: SampledChannel; readonly values: readonly number[] };

const NAMES = { heartRate: 'heart rate', saturation: 'saturation', steps: 'steps' } as const;

function readColumn(
  channel: SampledChannel,
  cells: readonly (string | undefined)[],
  issues: Issue[],
): Column {
  const values = cells.map(cellNumber);
  const unread = cells.findIndex((cell, row) => (cell ?? '') !== '' && Number.isNaN(values[row]));
  if (unread >= 0)
    issues.push(
      complaint(
        'value-missing',
        'warning',
        `Cells of ${NAMES[channel]} that are no numbers count as missing; the first is in row ${unread + 1} below the header.`,
      ),
    );
  const highest = values.reduce((high, one) => (one > high ? one : high), 0);
  if (channel !== 'saturation' || !(highest > 0 && highest <= 1)) return { channel, values };
  issues.push(
    complaint('assumption', 'warning', 'No saturation is above 1: they are taken for shares of 1.'),
  );
  return { channel, values: values.map((one) => 100 * one) };
}

function columnsIn(
  text: string,
  issues: Issue[],
): { times: readonly string[]; columns: readonly Column[] } | null {
  const table = readTable(text);
  const time = columnOf(table, TIME);
  if (time < 0 || table.rows.length === 0) return null;
  const cellsOf = (place: number) => table.rows.map((row) => row[place]);
  const times = cellsOf(time).map((cell) => cell ?? '');
  if (FITBIT.test(firstLine(text))) {
    issues.push(
      complaint(
        'assumption',
        'warning',
        'The column “value” is taken for oxygen saturation in %, as Fitbit writes it.',
      ),
    );
    return { times, columns: [readColumn('saturation', cellsOf(1), issues)] };
  }
  const columns = CHANNELS.flatMap((channel) => {
    const place = table.header?.findIndex((cell, at) => at !== time && COLUMNS[channel].test(cell)) ?? -1;
    return place < 0 ? [] : [readColumn(channel, cellsOf(place), issues)];
  });
  return { times, columns };
}

/** Below this a time is a stopwatch's: ms since 1970 of an early day of it. */
const EARLIEST_MS = 1e11;

const isDated = (times: readonly string[]): boolean => {
  const { ms } = readTime(times.find((cell) => cell !== '') ?? '');
  return !(Math.abs(ms) < EARLIEST_MS);
};

/**
 * Reads heart rate, saturation and steps from a table with times. Never throws: what was left out or assumed is an issue.
 * A stopwatch's seconds are refused, since they tell no day.
 *
 * @param source what the table is called
 * @param now ms since the epoch; readings after it come from a wrong clock and are left out
 */
export function readDeviceTable(text: string, source: string, now: number): DeviceTable {
  const issues: Issue[] = [];
  const read = columnsIn(text, issues);
  if (!read) return fail('The table holds no reading with a time.');
  if (!isDated(read.times)) return fail('The times of the table have no date, so that no day can be told.');
  const clock = readClock(read.times);
  const { zoneMinutes } = clock;
  if (zoneMinutes === undefined)
    issues.push(
      complaint('assumption', 'warning', 'The table writes no time zone: its clock is shown as UTC.'),
    );
  const latest = new LatestSamples(now);
  for (const { channel, values } of read.columns)
    for (const [row, ms] of clock.ms.entries()) {
      const value = values[row] ?? Number.NaN;
      if (Number.isFinite(ms + value)) latest.add(channel, { ms, end: ms, value, zoneMinutes, source });
    }
  return { samples: latest.finish(), issues: [...issues, ...clock.issues, ...latest.issues()] };
}
