import 'server-only';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import type { Files } from '#lib/contract/files.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { modalityIds } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import type { Member } from '#lib/similarity/profile.ts';
import { type EmbedProcesses, openEmbedProcesses } from './embed-processes.ts';
import type { OpenedIndex } from './opened-index.ts';
import { readPlacedMembers } from './search.ts';
import type { SearchableIndex } from './status-answer.ts';

type Searchable = Extract<SearchableIndex, { index: OpenedIndex }>;

let kept: EmbedProcesses | undefined;

/** One process for all questions; after it died the next question starts another. */
async function embedNow(task: Parameters<EmbedProcesses['embed']>[0]) {
  kept ??= openEmbedProcesses(1, false);
  try {
    return await kept.embed(task);
  } catch (cause) {
    kept.close();
    kept = undefined;
    throw cause;
  }
}

/**
 * A patient as the search knows one: from the index where the chart has not changed since, else read now and not kept.
 * Rejects with `EmbedError` where the networks cannot be used; a sentence: the chart cannot be read.
 */
export async function embedPatient(
  { index, run }: Searchable,
  { chart, files }: { readonly chart: Chart; readonly files: Files },
  siteMap: LoadedSiteMap | null,
): Promise<Member | string> {
  const { ids, loaded } = index;
  const record = readRecord(chart, modalityIds, siteMap);
  const content = ids.content(chart, record, loaded.key);
  const [known] = await readPlacedMembers({ ...index, run }, [ids.record(chart.patient)]);
  if (known?.content === content) return known.member;
  const embedded = await embedNow({ person: ids.person(chart.patient), record, files });
  return 'member' in embedded ? embedded.member : embedded.failure;
}
