import 'server-only';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import type { SimilarStatus } from '#lib/similarity/cohort-schema.ts';
import { type FinishedRun, indexState } from './index-state.ts';
import { type OpenedIndex, openedIndex, runUnderWay } from './opened-index.ts';

type Unsearchable = Exclude<SimilarStatus, { status: 'ready' }>;

/** An index that can be searched, or the answer that says why none can. */
export type SearchableIndex =
  | { readonly index: OpenedIndex; readonly run: FinishedRun }
  | { readonly answer: Unsearchable };

const counted = (all: number | null): string => (all === null ? '' : ` of ${all}`);

/** What the pages and programs ask first. Throws `DatabaseError` where the database cannot be used. */
export async function searchableIndex(): Promise<SearchableIndex> {
  const index = await openedIndex();
  const state = await indexState(index.database, index.loaded);
  if (state.status === 'ready') return { index, run: state.run };
  const under = runUnderWay();
  if (!under) return { answer: { status: state.status, detail: state.detail } };
  const detail = `The patients are being indexed: ${under.done}${counted(under.all)} are done.`;
  return { answer: { status: 'indexing', detail, ...under } };
}

/** As `searchableIndex`; a database that cannot be used is an index that is not there, with the reason. */
export async function statusAnswer(): Promise<SimilarStatus> {
  try {
    const found = await searchableIndex();
    if ('answer' in found) return found.answer;
    const { finishedAt, members } = found.run;
    const renewing = runUnderWay();
    return {
      status: 'ready',
      members: members ?? 0,
      indexedAt: finishedAt.toISOString(),
      renewing: renewing && { ...renewing },
    };
  } catch (cause) {
    if (isTagged(cause)) return { status: 'not-indexed', detail: cause.message };
    throw cause;
  }
}
