import { baseOf, type ChosenFile, type DeviceFile, folderOf } from './chosen-file.ts';

/** Files that one device or app wrote together: one recording to whoever chose them. */
export type DeviceExport = {
  readonly name: string;
  /** Of the kinds that are read. */
  readonly files: readonly DeviceFile[];
  /** Others that belong to them: signals and annotations of a WFDB record. */
  readonly parts: readonly ChosenFile[];
};

/** Whole exports and the kinds whose files are read one by one. */
const ALONE = new Set(['track', 'polar-hrm', 'intervals', 'saturation-list', 'wfdb']);

/** Files of one series differ by their dates and numbers alone. */
const series = (name: string): string => folderOf(name) + baseOf(name).replace(/\d+/g, '#');

/** Apple Health puts ECGs into a folder beside the export. */
const exportFolder = (name: string): string => folderOf(name).replace(/electrocardiograms\/$/i, '');

/** Files with one key belong together. */
function keyOf({ kind, name }: DeviceFile): string {
  if (ALONE.has(kind)) return `alone ${name}`;
  if (kind === 'apple-health' || kind === 'apple-ecg') return `apple ${exportFolder(name)}`;
  if (kind === 'fitbit-json') return `fitbit ${folderOf(name)}`;
  return kind === 'withings' ? `withings ${folderOf(name)}` : `table ${series(name)}`;
}

/** What a group is called: its only file, its export, or its first file and how many more. */
function nameOf(files: readonly DeviceFile[]): string {
  const [first] = files;
  const main = files.find(({ kind }) => kind === 'apple-health') ?? first;
  const name = main?.name ?? '';
  return files.length === 1 ? name : `${name} and ${files.length - 1} more`;
}

/**
 * Puts files together that were written together: an Apple Health export with its ECGs, the days of a series of tables,
 * a Fitbit export. Of two files with one name each stays.
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
