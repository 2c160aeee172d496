import { decodeFrame } from '#lib/dicom/decode-frame.ts';
import type { DicomFile } from '#lib/dicom/dicom-file.ts';
import { pictureOf } from '#lib/dicom/open-picture.ts';
import type { Frame, Picture } from '#lib/dicom/picture.ts';
import { headerOf, type PictureHeader } from '#lib/dicom/picture-header.ts';
import type { Outcome } from '#lib/dicom/refusal.ts';

/** An open picture or film in the worker. */
export type OpenedPicture = {
  readonly picture: Picture;
  readonly header: PictureHeader;
  /** Frame `index`, counted from 0. Rejects for a fault of the program alone. */
  readonly frame: (index: number) => Promise<Outcome<Frame>>;
  readonly close: () => void;
};

/** A picture by our decoders, a film by the browser's. */
export async function openedPicture(file: DicomFile): Promise<Outcome<OpenedPicture>> {
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
