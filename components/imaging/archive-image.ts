import { addressOf, fetchInstance, type InstanceName } from '#lib/dicom/dicomweb/fetch-instance.ts';
import type { OpenImage } from '#lib/dicom/open-image.ts';
import { reject } from '#lib/dicom/refusal.ts';

/** A picture in the hospital's archive, asked for when it is looked at. */
export const archiveImage = (name: InstanceName, title: string): OpenImage => ({
  key: name.instance,
  file: addressOf(name),
  title,
  bytes: async (signal) =>
    (await fetchInstance(name, signal)) ??
    reject('no-picture', null, 'The image archive does not hold this picture.'),
});
