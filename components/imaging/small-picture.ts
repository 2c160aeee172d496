import type { DisplayFrame } from '#lib/dicom/display-frame.ts';
import type { Labels } from '#lib/dicom/labels.ts';
import type { Levels } from '#lib/dicom/levels.ts';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import { frameHeader } from '#lib/dicom/picture-header.ts';
import { PLAIN, presetsOf } from '#lib/dicom/presets.ts';
import { isOpen } from '#lib/dicom/shutter.ts';
import { fillWords, reduceFrame } from './draw-frame.ts';

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

/** Draws frame `index` with the window that the viewer opens with, averaged down to at most 320 pixels a side. */
export function smallPicture(
  header: PictureHeader,
  index: number,
  frame: DisplayFrame,
  levels: Levels | null,
): SmallPicture {
  const { rows, columns, aspect, frames, labels } = header;
  const factor = Math.max(1, Math.ceil(Math.max(rows, columns) / LONGEST));
  const raster = reduceFrame(frame, columns, rows, factor);
  const { width, height } = raster;
  const words = new Uint32Array(width * height);
  const look = presetsOf(header, levels)[0]?.look ?? PLAIN;
  const scale = frameHeader(header, index).greyScale;
  fillWords(words, { frame, scale }, raster, { x0: 0, y0: 0, x1: width, y1: height }, look);
  coverShut(words, width, header, index, factor);
  return { width, height, rgba: new Uint8ClampedArray(words.buffer), aspect, frames, labels };
}

/** What a shutter covers is covered here too; overlay planes are too fine for a small picture. */
function coverShut(
  words: Uint32Array,
  width: number,
  header: PictureHeader,
  index: number,
  factor: number,
): void {
  const { shutter } = frameHeader(header, index);
  if (!shutter) return;
  const grey = Math.round(shutter.grey);
  const word = 0xff000000 | (grey << 16) | (grey << 8) | grey;
  for (let i = 0; i < words.length; i += 1) {
    const [x, y] = [((i % width) + 0.5) * factor, (Math.floor(i / width) + 0.5) * factor];
    if (!isOpen(shutter, x, y, header.aspect)) words[i] = word;
  }
}
