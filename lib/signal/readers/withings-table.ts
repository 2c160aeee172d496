import { readTime } from './clock.ts';
import { kinds } from './device-columns.ts';
import { type DeviceReading, nothingRead, type ReadingContext, warning } from './device-reading.ts';
import { LatestSamples, type Sample, type SampledChannel } from './latest-samples.ts';
import { readTable } from './table.ts';

const HEADER = /^start,duration,value$/i;
const FILES: readonly (readonly [RegExp, SampledChannel])[] = [
  [/steps/i, 'steps'],
  [/spo2|oxygen/i, 'saturation'],
  [/(^|[_/\\-])hr([_.-]|$)|heart/i, 'heartRate'],
];

const isHeader = (row: readonly string[]): boolean => HEADER.test(row.join(','));

/** Whether a file that begins so is a raw table of Withings' export: values in brackets from a start on. */
export function isWithingsTable(head: string): boolean {
  const { header } = readTable(head, isHeader);
  return header !== undefined && isHeader(header);
}

/** `[60,60]`: numbers in brackets. */
const listed = (cell: string | undefined): number[] =>
  (cell ?? '')
    .replace(/[[\]\s]/g, '')
    .split(',')
    .map((one) => (one === '' ? Number.NaN : Number(one)));

type Span = { readonly ms: number; readonly end: number; readonly value: number };

/** Values of a row one after the other, each for its own seconds. */
function spansOf([start = '', durations, values]: readonly string[]): Span[] {
  const seconds = listed(durations);
  let ms = readTime(start).ms;
  return listed(values).map((value, i) => {
    const end = ms + 1000 * (seconds[i] ?? seconds[0] ?? Number.NaN);
    const span = { ms, end, value };
    ms = end;
    return span;
  });
}

/** Values of a row one after the other as readings of a quantity. */
function samplesOf(row: readonly string[], channel: SampledChannel): Sample[] {
  const { zoneMinutes } = readTime(row[0] ?? '');
  const common = { zoneMinutes, source: 'Withings', kind: 'watch' } as const;
  return spansOf(row).map(({ ms, end, value }) => ({
    ...common,
    ms,
    end: channel === 'steps' ? end : ms,
    value,
  }));
}

/** Reads a raw table of a Withings export; which quantity it holds its file's name tells alone. */
export function readWithingsTable(text: string, { name, now }: ReadingContext): DeviceReading {
  const file = name.split(/[/\\]/).at(-1) ?? '';
  const channel = FILES.find(([words]) => words.test(file))?.[1];
  if (!channel)
    return nothingRead(
      'Withings names what a raw table holds in the file’s name alone, and this one does not tell.',
    );
  const all = readTable(text, isHeader).rows.flatMap((row) => samplesOf(row, channel));
  const read = all.filter(({ ms, end, value }) => Number.isFinite(ms + end + value));
  const latest = new LatestSamples(now);
  for (const sample of read) latest.add(channel, sample);
  const unread = all.length - read.length;
  const { label } = kinds[channel];
  const left = `${unread} values of ${label} have no number or no time and were left out.`;
  const issues = unread > 0 ? [warning('value-missing', left)] : [];
  return { samples: latest.finish(), issues: [...issues, ...latest.issues()] };
}
