import { baseOf, type ChosenFile, type DeviceFile, folderOf } from '../chosen-file.ts';

/** Files that one device or app wrote together: one recording to whoever chose them. */
export type DeviceExport = {
  readonly name: string;
  /** Of the kinds that are read. */
  readonly files: readonly DeviceFile[];
  /** Others that belong to them: signals and annotations of a WFDB record. */
  readonly parts: readonly ChosenFile[];
};

/** Days of one table in an export of Google or Fitbit. Other tables may be of other persons, whatever they are called. */
const DAY_OF_SERIES = /^(minute spo2 - |heart_rate_|steps_|oxygen_saturation_|spo2_)\d{4}-\d\d-\d\d\.csv$/i;
/** Apple Health puts ECGs into a folder of this name beside the export. */
const ECG_FOLDER = /(^|\/)electrocardiograms\/$/i;

/** Files with one key belong together. */
function keyOf({ kind, name }: DeviceFile): string {
  const folder = folderOf(name);
  if (kind === 'apple-health') return `apple ${folder}`;
  if (kind === 'apple-ecg' && ECG_FOLDER.test(folder)) return `apple ${folder.replace(ECG_FOLDER, '$1')}`;
  if (kind === 'fitbit-json' || kind === 'withings') return `${kind} ${folder}`;
  const series = kind === 'device-table' && folder !== '' && DAY_OF_SERIES.exec(baseOf(name))?.[1];
  return series ? `series ${folder}${series}` : `alone ${name}`;
}

/** What a group is called: its only file, its export, or its first file and how many more. */
function nameOf(files: readonly DeviceFile[]): string {
  const [first] = files;
  const main = files.find(({ kind }) => kind === 'apple-health') ?? first;
  const name = main?.name ?? '';
  return files.length === 1 ? name : `${name} and ${files.length - 1} more`;
}

/**
 * Puts files together that were written together: an Apple Health export with its ECGs, a Fitbit or Withings export, the
 * days of a series of Google. All others stay alone, for they may be of several persons.
 *
 * @param parts files that WFDB headers name, by folder and name
 */
export function exportsOf(
  files: readonly DeviceFile[],
  partsOf: (header: DeviceFile) => readonly ChosenFile[],
): DeviceExport[] {
  return [...Map.groupBy(files, keyOf).values()].map((group) => ({
    name: nameOf(group),
    files: group,
    parts: group.flatMap((file) => (file.kind === 'wfdb' ? partsOf(file) : [])),
  }));
}
