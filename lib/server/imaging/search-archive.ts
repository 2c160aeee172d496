import 'server-only';
import { UnreadableSource } from '#lib/clinical/unreadable-source.ts';
import type { Files } from '#lib/contract/files.ts';
import { askArchive, hasArchive } from './ask-archive.ts';

/** What stands for a plain 204 of an archive that found nothing. */
const NOTHING: readonly never[] = [];

async function search(study: string, path: string, signal?: AbortSignal): Promise<unknown> {
  const answer = await askArchive(['studies', study, ...path.split('/')], { ...(signal && { signal }) });
  if (answer.status === 204) return NOTHING;
  if (!answer.ok) throw new UnreadableSource(await answer.text());
  return answer.json();
}

/** Searches below a study of the hospital's archive, as the browser would (QIDO-RS); `null`: there is no archive to ask. */
export const archiveSearch = (): Files['searchStudy'] => (hasArchive() ? search : null);
