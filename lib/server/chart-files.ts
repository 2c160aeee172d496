import 'server-only';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UnreadableSource } from '#lib/clinical/unreadable-source.ts';
import { type Files, filesOf } from '#lib/contract/files.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { binariesOf } from '#lib/modalities/whole-record.ts';
import type { ChartSource } from './chart-source.ts';
import { hospitalArchiveFiles } from './imaging/ask-archive.ts';

/** A file of the app's own `public/`. Rejects with `UnreadableSource`: a broken installation. */
async function readAsset(path: string): Promise<Blob> {
  try {
    return new Blob([await readFile(join(/* turbopackIgnore: true */ process.cwd(), 'public', path))]);
  } catch (cause) {
    throw new UnreadableSource(`${path} is not among the files of this installation.`, { cause });
  }
}

/**
 * What lies beside a patient's chart on the server: its `Binary` resources, and the archive's list of pictures. Pictures go to the browser and are read there.
 *
 * @param patientId the FHIR logical id
 */
export const chartFiles = (patientId: string, { readBinary }: Pick<ChartSource, 'readBinary'>): Files =>
  filesOf(patientId, {
    binary: readBinary,
    asset: readAsset,
    searchStudy: hospitalArchiveFiles().searchStudy ?? null,
  });

/** What came with a chart that was sent or made: its own `Binary` resources. No archive is asked for pictures of it. */
export const filesWithin = (chart: Chart): Files => ({
  ...chartFiles(chart.patient.id ?? '', { readBinary: binariesOf(chart) }),
  searchStudy: null,
});
