import { stringOf } from '../part10/attribute-values.ts';
import { isRefusal, readPart10 } from '../part10/read-part10.ts';
import { reject } from '../refusal.ts';
import { TAGS } from '../tags.ts';

/** What was asked for: Study and SOP Instance UID. */
type Asked = { readonly study: string; readonly instance: string };

/**
 * Throws `RefusedError` unless a file from an archive is the one asked for, by its own SOP Instance UID (PS3.3 C.12.1, always there) and,
 * where it states one, its Study Instance UID. An archive, or what stands between, that mixes up its files would else show
 * another picture, perhaps another patient's, under the title of the one asked for.
 *
 * @param bytes a Part-10 file; the pixels are not read
 */
export function checkAsked(bytes: ArrayBuffer, { study, instance }: Asked): void {
  const file = readPart10(new Uint8Array(bytes), { untilPixels: true });
  if (isRefusal(file)) reject('not-dicom', null, `The file could not be read as DICOM: ${file.refusal}.`);
  const own = stringOf(file.body, TAGS.SOPInstanceUID);
  if (own === '')
    reject(
      'no-picture',
      'SOPInstanceUID',
      'The image archive sent a file that does not say which picture it is (SOPInstanceUID is missing): it is not shown.',
    );
  if (own !== instance)
    reject(
      'no-picture',
      'SOPInstanceUID',
      'The image archive sent another picture than the one asked for (SOPInstanceUID differs): it is not shown.',
    );
  const ownStudy = stringOf(file.body, TAGS.StudyInstanceUID);
  if (ownStudy !== '' && ownStudy !== study)
    reject(
      'no-picture',
      'StudyInstanceUID',
      'The image archive sent a picture of another study than the one asked for (StudyInstanceUID differs): it is not shown.',
    );
}
