import type { DisplayFrame } from '#lib/dicom/display-frame.ts';
import type { Labels } from '#lib/dicom/labels.ts';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import { fillWords, reduce } from './draw-frame.ts';
import { presetsOf } from './presets.ts';

/** Longest side in pixels: twice that of a thumbnail, for dense screens. */
const LONGEST = 320;

/** A frame reduced for a list, opaque RGBA in rows, with what says whose it is. */
export type SmallPicture = {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  /** Height of a pixel over its width. */
  readonly aspect: number;
  readonly frames: number;
  readonly labels: Labels;
};

/** Draws a frame with the window that the viewer opens with, averaged down to at most 320 pixels a side. */
export function smallPicture(header: PictureHeader, frame: DisplayFrame): SmallPicture {
  const { rows, columns, greyScale, aspect, frames, labels } = header;
  const factor = Math.max(1, Math.ceil(Math.max(rows, columns) / LONGEST));
  const isGrey = frame.kind === 'grey';
  const raster = reduce(isGrey ? frame.codes : frame.rgb, columns, rows, isGrey ? 1 : 3, factor);
  const { width, height } = raster;
  const words = new Uint32Array(width * height);
  const look = presetsOf(header, frame)[0]?.look ?? { window: null, invert: false };
  fillWords(words, greyScale, frame, raster, { x0: 0, y0: 0, x1: width, y1: height }, look);
  return { width, height, rgba: new Uint8ClampedArray(words.buffer), aspect, frames, labels };
}
