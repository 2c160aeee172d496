import type { Issue } from '#lib/clinical/issue.ts';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import { rememberPromise } from '#lib/clinical/remember-promise.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { binariesOf, completeRecord } from '#lib/modalities/genomics/complete-record.ts';
import { loadKnowledge } from '#lib/modalities/genomics/knowledge.ts';
import type { ModalityId, Slices } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';

/** What genotype files are compared with, fetched once. */
export const knowledge = rememberPromise(() =>
  loadKnowledge(async (path) => {
    const response = await fetch(path);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.blob();
  }),
);

const UNREAD: Issue = {
  code: 'genotype-file',
  severity: 'warning',
  message: 'The genotype file was not read, because what it is compared with could not be fetched.',
};

/** A chart's record with the genotype file that came in the same bundle; without a network, the record without it. */
export async function readWholeRecord(
  chart: Chart,
  ids: readonly ModalityId[],
  siteMap: LoadedSiteMap | null,
): Promise<PatientRecord<Slices>> {
  const record = readRecord(chart, ids, siteMap);
  const sources = { binary: binariesOf(chart), knowledge: knowledge.get };
  return completeRecord(record, sources).catch(() => ({ ...record, issues: [...record.issues, UNREAD] }));
}
