import { UnreadableSource } from '#lib/clinical/unreadable-source.ts';
import type { Files } from '#lib/contract/files.ts';
import { readDicomwebPath } from '#lib/dicom/dicomweb/dicomweb-path.ts';
import { fetchInstance } from '#lib/dicom/dicomweb/fetch-instance.ts';
import { forwardDicomweb } from './forward.ts';

/** Asks an archive by the path below its DICOMweb root. */
export type AskPath = (segments: readonly string[], init: RequestInit) => Promise<Response>;

/** What an archive may be asked for beside a chart. */
export type ArchiveFiles = Pick<Files, 'instance' | 'searchStudy'>;

// An address that is never resolved: requests are answered in this process or sent to a PACS.
const IN_PROCESS = 'http://archive.invalid/';
const ROOT = '/api/dicomweb/';
/** What stands for a plain 204 of an archive that found nothing. */
const NOTHING: readonly never[] = [];

/** A request below a DICOMweb root, with its path. Throws `UnreadableSource` for a path that DICOMweb does not have. */
export function requestBelow(segments: readonly string[], init: RequestInit) {
  const path = readDicomwebPath('GET', segments);
  if (path === null) throw new UnreadableSource('DICOMweb has no such path.');
  return { path, request: new Request(`${IN_PROCESS}${segments.join('/')}`, init) };
}

/** A PACS, asked as the app's own DICOMweb asks it. */
export const askPacs =
  (pacs: Parameters<typeof forwardDicomweb>[0]): AskPath =>
  async (segments, init) => {
    const { path, request } = requestBelow(segments, init);
    return forwardDicomweb(pacs, path, segments, request);
  };

/** Pictures of an archive, checked to be those asked for as the browser checks them, and its search below a study (QIDO-RS). */
export const archiveFiles = (ask: AskPath): ArchiveFiles => ({
  async instance(uids, signal) {
    const file = await fetchInstance(uids, signal, (address, init) =>
      ask(address.slice(ROOT.length).split('/'), init),
    );
    return file && new Blob([file]);
  },
  async searchStudy(study, path, signal) {
    const answer = await ask(['studies', study, ...path.split('/')], { ...(signal && { signal }) });
    if (answer.status === 204) return NOTHING;
    if (!answer.ok) throw new UnreadableSource(await answer.text());
    return answer.json();
  },
});
