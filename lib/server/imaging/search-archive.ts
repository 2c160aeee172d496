import 'server-only';
import { UnreadableSource } from '#lib/clinical/unreadable-source.ts';
import type { Files } from '#lib/contract/files.ts';
import { readDicomwebPath } from '#lib/dicom/dicomweb/dicomweb-path.ts';
import { environment } from '../env.ts';
import { answerEmbedded } from './answer-embedded.ts';
import { embeddedInstances } from './embedded-instances.ts';
import { forwardDicomweb } from './forward.ts';

// Answered in this process or sent to the PACS: the address itself is never resolved.
const IN_PROCESS = 'http://archive.invalid/';

/** What stands for a plain 204 of an archive that found nothing. */
const NOTHING: readonly never[] = [];

async function search(study: string, path: string, signal?: AbortSignal): Promise<unknown> {
  const { dicomweb } = environment();
  const segments = ['studies', study, ...path.split('/')];
  const read = readDicomwebPath('GET', segments);
  if (read === null) throw new UnreadableSource('DICOMweb has no such path.');
  const request = new Request(`${IN_PROCESS}${segments.join('/')}`, { ...(signal && { signal }) });
  const answer = await (dicomweb === null
    ? answerEmbedded(embeddedInstances(), read, request)
    : forwardDicomweb(dicomweb, read, segments, request));
  if (answer.status === 204) return NOTHING;
  if (!answer.ok) throw new UnreadableSource(await answer.text());
  return answer.json();
}

/** Searches below a study of the hospital's archive, as the browser would (QIDO-RS); `null`: there is no archive to ask. */
export function archiveSearch(): Files['searchStudy'] {
  const { dicomweb, embeddedImages } = environment();
  return dicomweb !== null || embeddedImages ? search : null;
}
