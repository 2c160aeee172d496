import 'server-only';
import { environment } from '../env.ts';
import { answerEmbedded } from './answer-embedded.ts';
import { type ArchiveFiles, type AskPath, archiveFiles, askPacs, requestBelow } from './archive-files.ts';
import { embeddedInstances } from './embedded-instances.ts';

const askEmbedded: AskPath = async (segments, init) => {
  const { path, request } = requestBelow(segments, init);
  return answerEmbedded(embeddedInstances(), path, request);
};

/** What the hospital's archive holds beside a chart; nothing where there is no archive to ask. */
export function hospitalArchiveFiles(): Partial<ArchiveFiles> {
  const { dicomweb, embeddedImages } = environment();
  if (dicomweb !== null) return archiveFiles(askPacs(dicomweb));
  return embeddedImages ? archiveFiles(askEmbedded) : {};
}
