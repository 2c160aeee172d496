import { decodeFrame } from '#lib/dicom/decode-frame.ts';
import type { DicomFile } from '#lib/dicom/dicom-file.ts';
import { pictureOf } from '#lib/dicom/open-picture.ts';
import { headerOf } from '#lib/dicom/picture-header.ts';
import type { Outcome } from '#lib/dicom/refusal.ts';
import type { OpenedPicture } from './opened-picture.ts';

/** A picture by our decoders, a film by the browser's. */
export async function openPictureOrFilm(file: DicomFile): Promise<Outcome<OpenedPicture>> {
  if (file.syntax.packing === 'video') {
    const { openFilm } = await import('./open-film.ts');
    return openFilm(file);
  }
  const picture = pictureOf(file);
  if (!picture.ok) return picture;
  const { value } = picture;
  return {
    ok: true,
    value: {
      picture: value,
      header: headerOf(value),
      frame: (index) => decodeFrame(value, index),
      close: () => {},
    },
  };
}
