import { firstPart } from '#lib/dicom/first-part.ts';
import type { OpenImage } from '#lib/dicom/open-image.ts';
import { RefusedError, refuse, reject } from '#lib/dicom/refusal.ts';

export type InstanceName = { readonly study: string; readonly series: string; readonly instance: string };

const SENTENCES: Readonly<Record<number, string>> = {
  401: 'Sign in again to see this picture.',
  404: 'The image archive does not hold this picture.',
};

/** The network fails with a `TypeError`, as a slip of the pen does: only what crosses it stands before this. */
const unreached = (cause: unknown): never => {
  throw new RefusedError(refuse('no-picture', null, 'The image archive could not be reached.'), cause);
};

/** A picture in the hospital's archive, asked for at this app's own DICOMweb address (PS3.18 section 10.4); any other is refused. */
export function archiveImage({ study, series, instance }: InstanceName, title: string): OpenImage {
  const address = `/api/dicomweb/studies/${study}/series/${series}/instances/${instance}`;
  return {
    key: instance,
    file: address,
    title,
    bytes: async (signal) => {
      const headers = { accept: 'multipart/related; type="application/dicom"; transfer-syntax=*' };
      const answer = await fetch(address, { headers, ...(signal && { signal }) }).catch(unreached);
      if (!answer.ok)
        reject(
          'no-picture',
          null,
          SENTENCES[answer.status] ?? `The image archive answered with an error (${answer.status}).`,
        );
      const body = await answer.arrayBuffer().catch(unreached);
      const file = firstPart(body, answer.headers.get('content-type') ?? '');
      // Loaded with the first picture: a chart that shows none needs no reader of DICOM.
      const { checkAsked } = await import('./asked-instance.ts');
      checkAsked(file, { study, instance });
      return file;
    },
  };
}
