import type { Issue } from '#lib/clinical/issue.ts';
import { sliceOfDevice } from '#lib/modalities/wearables/device-slice.ts';
import { AppleHealthReader } from '#lib/signal/readers/apple-health.ts';
import { readDeviceTable } from '#lib/signal/readers/device-table.ts';
import { encodingOf, textOf } from '#lib/signal/readers/text-of.ts';
import type { DeviceFile } from './sort-files.ts';
import type { UploadedWearable } from './uploaded-wearable.ts';

export type WearablesRead = {
  readonly wearables: readonly UploadedWearable[];
  readonly issues: readonly Issue[];
};

const SNIFFED = 1 << 12;
/** Held as text at once; a year of readings by the minute has 20 MB. */
const LARGEST_TABLE = 200 * 2 ** 20;

/** The export is read piece by piece, since it may have several gigabytes. */
async function readAppleHealth({ name, bytes }: DeviceFile, now: number, onFile: (name: string) => void) {
  const reader = new AppleHealthReader(now);
  const head = new Uint8Array(await bytes.slice(0, SNIFFED).arrayBuffer());
  const decoder = new TextDecoder(encodingOf(head));
  const pieces = bytes.stream().getReader();
  let done = 0;
  for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
    reader.write(decoder.decode(piece.value, { stream: true }));
    done += piece.value.length;
    onFile(`${name}, ${Math.floor((100 * done) / bytes.size)} %`);
  }
  return reader.finish();
}

async function readSamples(file: DeviceFile, now: number, onFile: (name: string) => void) {
  if (file.kind === 'apple-health') return readAppleHealth(file, now, onFile);
  if (file.bytes.size <= LARGEST_TABLE)
    return readDeviceTable(textOf(new Uint8Array(await file.bytes.arrayBuffer())), '', now);
  const message = 'The table is larger than 200 MiB and was not read.';
  const issue: Issue = { code: 'file-too-large', severity: 'error', message };
  return { samples: { heartRate: [], saturation: [], steps: [] }, issues: [issue] };
}

async function readWearable(file: DeviceFile, now: number, onFile: (name: string) => void) {
  const { samples, issues } = await readSamples(file, now, onFile);
  const { slice, issues: more } = sliceOfDevice(samples, file.name);
  const all: Issue[] = [...issues, ...more];
  if (!slice && !all.some(({ severity }) => severity === 'error'))
    all.push({
      code: 'value-missing',
      severity: 'error',
      message: 'The file holds no heart rate, saturation or steps that could be read.',
    });
  return { slice, issues: all.map((issue) => ({ ...issue, file: file.name })) };
}

/**
 * Reads files of devices that came without a chart: the latest seven days of each. Bad data never throws.
 *
 * @param now ms since the epoch; readings after it come from a wrong clock
 */
export async function readWearables(
  files: readonly DeviceFile[],
  now: number,
  onFile: (name: string) => void,
): Promise<WearablesRead> {
  const wearables: UploadedWearable[] = [];
  const issues: Issue[] = [];
  for (const file of files) {
    onFile(file.name);
    const read = await readWearable(file, now, onFile);
    if (read.slice) wearables.push({ file: file.name, slice: read.slice });
    issues.push(...read.issues);
  }
  return { wearables, issues };
}
