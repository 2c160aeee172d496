import 'server-only';
import type { Files } from '#lib/contract/files.ts';
import { type AskArchive, fetchInstance } from '#lib/dicom/dicomweb/fetch-instance.ts';
import { askArchive, hasArchive } from './ask-archive.ts';

const ROOT = '/api/dicomweb/';

const fromWithin: AskArchive = (address, init) => askArchive(address.slice(ROOT.length).split('/'), init);

const none: Files['instance'] = async () => null;

/** Pictures of the hospital's archive, checked to be those asked for as the browser checks them. */
export function archiveInstances(): Files['instance'] {
  if (!hasArchive()) return none;
  return async (uids, signal) => {
    const file = await fetchInstance(uids, signal, fromWithin);
    return file && new Blob([file]);
  };
}
