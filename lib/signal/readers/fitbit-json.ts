import { midnightOf } from './day-order.ts';
import {
  type DeviceReading,
  noSamples,
  nothingRead,
  type ReadingContext,
  warning,
} from './device-reading.ts';
import { LatestSamples, type Sample } from './latest-samples.ts';
import { readTimeCell } from './time-cell.ts';

/** Whether a JSON file that begins so is one of Fitbit's export (Google Takeout): a list of times, each with a value. */
export const isFitbitJson = (head: string): boolean => /^\uFEFF?\s*\[\s*\{\s*"dateTime"\s*:/.test(head);

const STEPS_FILE = /(^|[/\\])steps-[^/\\]*$/i;

/** `03/01/26 08:00:05`, month first and in UTC, as the export's own readme says. */
function instantOf(text: unknown): number {
  const cell = typeof text === 'string' ? readTimeCell(text) : undefined;
  if (cell?.kind !== 'civil' || !cell.date || cell.time === undefined) return Number.NaN;
  return midnightOf(cell.date, 'month-first') + cell.time;
}

type Entry = { readonly ms: number; readonly value: number; readonly confidence: number };

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;

/** A heart rate with its confidence, or a count as text. */
function entryOf(one: unknown): Entry {
  const value = field(one, 'value');
  const bpm = field(value, 'bpm');
  const count = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return {
    ms: instantOf(field(one, 'dateTime')),
    value: bpm === undefined ? count : Number(bpm),
    confidence: Number(field(value, 'confidence') ?? Number.NaN),
  };
}

function parsed(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The device was not on the wrist, and 70 is written. */
const WORN = ({ confidence }: Entry): boolean => confidence !== 0;
const MINUTE_MS = 60_000;

/**
 * Reads heart rate or steps of a Fitbit export in JSON. Its times are in UTC and it does not tell the zone that was lived
 * in.
 */
export function readFitbitJson(text: string, { name, now }: ReadingContext): DeviceReading {
  const list = parsed(text);
  if (!list) return nothingRead('The JSON is broken or cut off.');
  const channel = STEPS_FILE.test(name) ? 'steps' : 'heartRate';
  const entries = list.map(entryOf);
  const worn = channel === 'steps' ? entries : entries.filter(WORN);
  const read = worn.filter(({ ms, value }) => Number.isFinite(ms + value));
  if (read.length === 0) {
    const message = 'The list holds neither heart rates nor steps, and was not read.';
    return { samples: noSamples, issues: [{ code: 'value-missing', severity: 'information', message }] };
  }
  const latest = new LatestSamples(now);
  for (const { ms, value } of read) {
    const end = channel === 'steps' ? ms + MINUTE_MS : ms;
    const sample: Sample = { ms, end, value, zoneMinutes: undefined, source: 'Fitbit', kind: 'watch' };
    latest.add(channel, sample);
  }
  const issues = [
    warning(
      'assumption',
      'Fitbit’s JSON is in UTC, month before day, and tells no time zone: it is shown as UTC.',
    ),
    ...latest.issues(),
  ];
  const [off, unread] = [entries.length - worn.length, worn.length - read.length];
  if (off > 0)
    issues.push(
      warning('value-missing', `${off} heart rates have confidence 0, not worn, and were left out.`),
    );
  if (unread > 0)
    issues.push(warning('value-missing', `${unread} entries have no number or no time and were left out.`));
  return { samples: latest.finish(), issues };
}
