import type { ColumnKind } from './column-numbers.ts';
import type { SampledChannel } from './latest-samples.ts';
import { isTimeName } from './time-columns.ts';

export const CHANNELS = ['heartRate', 'saturation', 'steps'] as const;

/** Names in the apps and languages that devices come with, `_` and `-` taken for spaces. */
const NAMES: Readonly<Record<SampledChannel, RegExp>> = {
  heartRate:
    /heart ?rate|\bhr\b|\bpulse?\b|\bpr\b|\bbpm\b|beats per minute|herzfrequenz|fr[ée]quence cardiaque|frecuencia card[ií]aca|frequenza cardiaca|hartslag/i,
  saturation: /sp ?o2|oxygen|saturation|\bo2\b|sauerstoff|s[äa]ttigung|saturaci[óo]n|saturazione|zuurstof/i,
  steps: /\bsteps?\b|schritte|\bpasos\b|\bpassi\b|stappen/i,
};
/** Of a day as a whole, or about the device. */
const NOT_READINGS =
  /\b(minimum|maximum|resting|variability|zones?|reminder|alarm|threshold|goal|target|quality|confidence|limit|ratio|daily)\b|^(min|max|lowest|highest|lower|upper)\b/i;
/** Whose the readings are, row by row: Google Takeout, and tables of several devices. */
const SOURCE = /^(data source|source name|device( name| uuid)?|deviceuuid|pkg name)$/i;
const SAMSUNG = /^com\.samsung\./;

export const kinds: Readonly<Record<SampledChannel, ColumnKind>> = {
  heartRate: { label: 'heart rate', low: 20, high: 260 },
  saturation: { label: 'saturation', low: 0.5, high: 100 },
  steps: { label: 'steps', low: 0, high: 200_000, whole: true },
};

/** Samsung Health writes the table before each column's name: `com.samsung.health.heart_rate.start_time`. */
function plainName(name: string): string {
  const parts = name.split('.');
  const last = SAMSUNG.test(name) ? (parts.at(-1) ?? name) : name;
  const counted = last === 'count' && parts.includes('step_count');
  return counted ? 'steps' : last.replace(/[_-]/g, ' ').trim();
}

/** Names of columns in one spelling. */
export const plainNames = (header: readonly string[]): string[] => header.map(plainName);

const isReading = (name: string, channel: SampledChannel): boolean =>
  NAMES[channel].test(name) && !NOT_READINGS.test(name) && !isTimeName(name);

/** Place of the column of a quantity; −1 when there is none. */
export const readingColumn = (header: readonly string[], channel: SampledChannel): number =>
  header.findIndex((name) => isReading(name, channel));

export const sourceColumn = (header: readonly string[]): number =>
  header.findIndex((name) => SOURCE.test(name));

/** Samsung's times are in UTC and this column tells the zone that was lived in. */
export const utcOffsetColumn = (header: readonly string[]): number =>
  header.findIndex((name) => /^time offset$/i.test(name));

/** Whether a row of names is the header of a table of times with heart rate, saturation or steps. */
export function isDeviceHeader(row: readonly string[]): boolean {
  if (row.length < 2 || row.length > 120) return false;
  const names = plainNames(row);
  return names.some(isTimeName) && CHANNELS.some((channel) => readingColumn(names, channel) >= 0);
}
