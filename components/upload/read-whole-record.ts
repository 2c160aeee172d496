import type { Issue } from '#lib/clinical/issue.ts';
import { failureSentence } from '#lib/clinical/program-fault.ts';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import { rememberPromise } from '#lib/clinical/remember-promise.ts';
import { isUnreadable, UnreadableSource } from '#lib/clinical/unreadable-source.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { binariesOf, completeRecord } from '#lib/modalities/genomics/complete-record.ts';
import { loadKnowledge } from '#lib/modalities/genomics/knowledge.ts';
import type { ModalityId, Slices } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';

const unfetched = (path: string, cause: unknown) =>
  new UnreadableSource(`${path} could not be fetched.`, { cause });

/** A file below `public/`. Throws `UnreadableSource`. */
async function fetched(path: string): Promise<Blob> {
  try {
    const response = await fetch(path);
    if (response.ok) return await response.blob();
  } catch (cause) {
    throw unfetched(path, cause);
  }
  throw unfetched(path, null);
}

/** What genotype files are compared with, fetched once. */
export const knowledge = rememberPromise(() => loadKnowledge(fetched));

const UNFETCHED = 'The genotype file was not read, because what it is compared with could not be fetched.';

const unread = (thrown: unknown): Issue =>
  isUnreadable(thrown)
    ? { code: 'genotype-file', severity: 'warning', message: UNFETCHED }
    : {
        code: 'program-fault',
        severity: 'error',
        message: failureSentence('The genotype file could not be read', thrown),
      };

/** A chart's record with the genotype file that came in the same bundle; where that cannot be read, the record without it. */
export async function readWholeRecord(
  chart: Chart,
  ids: readonly ModalityId[],
  siteMap: LoadedSiteMap | null,
): Promise<PatientRecord<Slices>> {
  const record = readRecord(chart, ids, siteMap);
  const sources = { binary: binariesOf(chart), knowledge: knowledge.get };
  return completeRecord(record, sources).catch((thrown: unknown) => ({
    ...record,
    issues: [...record.issues, unread(thrown)],
  }));
}
