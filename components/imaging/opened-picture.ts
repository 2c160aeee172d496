import type { Frame, Picture } from '#lib/dicom/picture.ts';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import type { Outcome } from '#lib/dicom/refusal.ts';

/** An open picture or film in the worker. */
export type OpenedPicture = {
  readonly picture: Picture;
  readonly header: PictureHeader;
  /** Frame `index`, counted from 0. Rejects for a fault of the program alone. */
  readonly frame: (index: number) => Promise<Outcome<Frame>>;
  readonly close: () => void;
};
