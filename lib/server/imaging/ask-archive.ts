import 'server-only';
import { UnreadableSource } from '#lib/clinical/unreadable-source.ts';
import { readDicomwebPath } from '#lib/dicom/dicomweb/dicomweb-path.ts';
import { environment } from '../env.ts';
import { answerEmbedded } from './answer-embedded.ts';
import { embeddedInstances } from './embedded-instances.ts';
import { forwardDicomweb } from './forward.ts';

// Answered in this process or sent to the PACS: the address itself is never resolved.
const IN_PROCESS = 'http://archive.invalid/';

/** Whether there is an archive to ask. */
export function hasArchive(): boolean {
  const { dicomweb, embeddedImages } = environment();
  return dicomweb !== null || embeddedImages;
}

/**
 * What this app's own DICOMweb answers, asked from within. Rejects with `UnreadableSource` for a path that DICOMweb does not have.
 *
 * @param segments the path below the DICOMweb root
 */
export async function askArchive(segments: readonly string[], init: RequestInit): Promise<Response> {
  const { dicomweb } = environment();
  const path = readDicomwebPath('GET', segments);
  if (path === null) throw new UnreadableSource('DICOMweb has no such path.');
  const request = new Request(`${IN_PROCESS}${segments.join('/')}`, init);
  return dicomweb === null
    ? answerEmbedded(embeddedInstances(), path, request)
    : forwardDicomweb(dicomweb, path, segments, request);
}
