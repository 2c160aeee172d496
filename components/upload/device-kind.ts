import { isAppleHealth } from '#lib/signal/readers/apple-health.ts';
import { isDeviceTable } from '#lib/signal/readers/device-table.ts';
import { beginningOf } from '#lib/signal/readers/text-of.ts';

export type DeviceKind = 'apple-health' | 'device-table';

/** Files of devices that the command line reads and this page does not. */
export type CommandKind = 'wfdb' | 'intervals' | 'saturation-column';

/** Before its first record an export has a document type of some 10 kB. */
const SNIFFED = 1 << 16;

/** Record line of a WFDB header: name, signals, rate (header(5), WFDB Applications Guide). */
const WFDB = /^(#.*\r?\n)*\S+(\/\d+)? \d+ \d+(\.\d+)?(\/\S+)?( \d+.*)?\r?\n\S+ \d+/;
/** Polar's and others' intervals between beats: a header that says so, or a column of whole milliseconds. */
const INTERVALS =
  /^\uFEFF?.*\b(rr|r-r|ibi|nn)[ -_]?(interval|\b)|^\s*([3-9]|1\d)\d\d([.,]\d+)?\r?\n\s*([3-9]|1\d)\d\d/i;
const SATURATIONS = /^\s*(spo2\s*\r?\n)?([5-9]\d|100)([.,]\d+)?\s*\r?\n\s*([5-9]\d|100)([.,]\d+)?\s*\r?\n/i;

const commands: Readonly<Record<CommandKind, { readonly what: string; readonly command: string }>> = {
  wfdb: { what: 'A WFDB record', command: 'npx consilium rpeaks <record>.hea --lead 0' },
  intervals: { what: 'A list of RR intervals', command: 'npx consilium hrv <file>' },
  'saturation-column': {
    what: 'Saturation without times',
    command: 'npx consilium desaturations <file>',
  },
};

const textAtStart = async (file: Blob): Promise<string> =>
  beginningOf(new Uint8Array(await file.slice(0, SNIFFED).arrayBuffer()));

export const isDevice = (kind: string): kind is DeviceKind =>
  kind === 'apple-health' || kind === 'device-table';

/** Which device's file it is by its first characters; `undefined`: none. */
export async function deviceKindOf(file: Blob): Promise<DeviceKind | undefined> {
  const text = await textAtStart(file);
  if (isAppleHealth(text)) return 'apple-health';
  return isDeviceTable(text) ? 'device-table' : undefined;
}

/** What to do with a device's file that only the command line reads; `undefined`: it is none. */
export async function commandFor(file: Blob): Promise<string | undefined> {
  const text = await textAtStart(file);
  const kinds: readonly (readonly [CommandKind, RegExp])[] = [
    ['wfdb', WFDB],
    ['intervals', INTERVALS],
    ['saturation-column', SATURATIONS],
  ];
  const kind = kinds.find(([, pattern]) => pattern.test(text))?.[0];
  if (!kind) return undefined;
  const { what, command } = commands[kind];
  return `${what} is not drawn on this page; it is read by the command line: ${command}`;
}
