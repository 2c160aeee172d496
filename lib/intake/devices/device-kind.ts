import { isAppleEcg } from '#lib/signal/readers/apple-ecg.ts';
import { isAppleHealth } from '#lib/signal/readers/apple-health.ts';
import { isDeviceTable } from '#lib/signal/readers/device-table.ts';
import { isFitbitJson } from '#lib/signal/readers/fitbit-json.ts';
import { isPolarHrm } from '#lib/signal/readers/polar-hrm.ts';
import { isTrackFile } from '#lib/signal/readers/track-file.ts';
import { isWithingsTable } from '#lib/signal/readers/withings-table.ts';

/** Record line of a WFDB header: name, signals, rate (header(5), WFDB Applications Guide). */
const WFDB =
  /^(#.*\r?\n)*[^\s,;]+(\/\d+)?[ \t]+\d+[ \t]+\d+(\.\d+)?(\/\S+)?([ \t]+\d+.*)?[ \t]*\r?\n(#.*\r?\n)*\S+[ \t]+\d+/;
/** Polar's and others' intervals between beats: a header that says so, or a column of whole milliseconds. */
const INTERVALS =
  /^\uFEFF?.*\b(rr|r-r|ibi|nn)[ -_]?(interval|\b)|^\uFEFF?\s*([3-9]|1\d)\d\d([.,]\d+)?(\r\n?|\n)\s*([3-9]|1\d)\d\d/i;
const SATURATIONS =
  /^\uFEFF?\s*(spo2\s*[\r\n]+)?([5-9]\d|100)([.,]\d+)?\s*%?[\r\n]+\s*([5-9]\d|100)([.,]\d+)?\s*%?[\r\n]+/i;

/** How each kind is told by the first characters of a file; the first that fits. */
const kinds = {
  'apple-health': isAppleHealth,
  track: isTrackFile,
  'polar-hrm': isPolarHrm,
  'fitbit-json': isFitbitJson,
  wfdb: (head: string) => WFDB.test(head),
  'apple-ecg': isAppleEcg,
  withings: isWithingsTable,
  'device-table': isDeviceTable,
  intervals: (head: string) => INTERVALS.test(head),
  'saturation-list': (head: string) => SATURATIONS.test(head),
} as const;

export type DeviceKind = keyof typeof kinds;

export const isDevice = (kind: string): kind is DeviceKind => Object.hasOwn(kinds, kind);

/** Which device's file it is by its first characters; `undefined`: none. */
export const deviceKindOf = (head: string): DeviceKind | undefined =>
  Object.keys(kinds)
    .filter(isDevice)
    .find((kind) => kinds[kind](head));
