import { RefusedError, refuse, reject } from '../refusal.ts';
import { firstPart } from './first-part.ts';

/** Study, Series and SOP Instance UID. */
export type InstanceName = { readonly study: string; readonly series: string; readonly instance: string };

/** Where this app's own DICOMweb has a picture (PS3.18 section 10.4). */
export const addressOf = ({ study, series, instance }: InstanceName): string =>
  `/api/dicomweb/studies/${study}/series/${series}/instances/${instance}`;

const refused = (status: number): string =>
  status === 401
    ? 'Sign in again to see this picture.'
    : `The image archive answered with an error (${status}).`;

/** The network fails with a `TypeError`, as a slip of the pen does: only what crosses it stands before this. */
const unreached =
  (signal: AbortSignal | undefined) =>
  (cause: unknown): never => {
    signal?.throwIfAborted();
    throw new RefusedError(refuse('no-picture', null, 'The image archive could not be reached.'), cause);
  };

/** Sends a request to this app's own DICOMweb: over the network, or within the process that answers it. */
export type AskArchive = (address: string, init: RequestInit) => Promise<Response>;

const overNetwork: AskArchive = (address, init) => fetch(address, init);

/**
 * A picture in the hospital's archive, asked for at this app's own DICOMweb address; any other is refused.
 * Rejects with `RefusedError`, or with the signal's reason when aborted.
 *
 * @returns the Part-10 file, which is the one asked for by its own UIDs; `null`: the archive does not hold it
 */
export async function fetchInstance(
  name: InstanceName,
  signal?: AbortSignal,
  ask: AskArchive = overNetwork,
): Promise<ArrayBuffer | null> {
  const headers = { accept: 'multipart/related; type="application/dicom"; transfer-syntax=*' };
  const init = { headers, ...(signal && { signal }) };
  const answer = await ask(addressOf(name), init).catch(unreached(signal));
  if (answer.status === 404) return null;
  if (!answer.ok) reject('no-picture', null, refused(answer.status));
  const body = await answer.arrayBuffer().catch(unreached(signal));
  const file = firstPart(body, answer.headers.get('content-type') ?? '');
  // Loaded with the first picture: a chart that shows none needs no reader of DICOM.
  const { checkAsked } = await import('./asked-instance.ts');
  checkAsked(file, name);
  return file;
}
