import { firstPart } from '#lib/dicom/first-part.ts';
import type { OpenImage } from '#lib/dicom/open-image.ts';

export type InstanceName = { readonly study: string; readonly series: string; readonly instance: string };

const SENTENCES: Readonly<Record<number, string>> = {
  401: 'Sign in again to see this picture.',
  404: 'The image archive does not hold this picture.',
};

/** A picture in the hospital's archive, asked for at this app's own DICOMweb address (PS3.18 section 10.4); any other is refused. */
export function archiveImage({ study, series, instance }: InstanceName, title: string): OpenImage {
  return {
    key: instance,
    title,
    bytes: async () => {
      const answer = await fetch(`/api/dicomweb/studies/${study}/series/${series}/instances/${instance}`, {
        headers: { accept: 'multipart/related; type="application/dicom"; transfer-syntax=*' },
      });
      if (!answer.ok)
        throw new Error(
          SENTENCES[answer.status] ?? `The image archive answered with an error (${answer.status}).`,
        );
      const file = firstPart(await answer.arrayBuffer(), answer.headers.get('content-type') ?? '');
      // Loaded with the first picture: a chart that shows none needs no reader of DICOM.
      const { checkAsked } = await import('./asked-instance.ts');
      checkAsked(file, { study, instance });
      return file;
    },
  };
}
