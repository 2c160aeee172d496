import { frameAt } from './cine.ts';
import { type GreyScale, toModality } from './grey-scale.ts';
import { isPadding } from './padding.ts';
import type { Frame, Picture } from './picture.ts';
import { frameHeader, type PictureHeader } from './picture-header.ts';
import { squareOf } from './picture-square.ts';

/** A picture or clip for a network: one channel, frames × size × size, values 0 … 1, dark to bright. */
export type PictureTensor = {
  readonly shape: readonly [number, 1, number, number];
  readonly values: Float32Array;
};

/**
 * One frame from the modality's values, not from the screen: MONOCHROME1 turned over, more than 8 bits spread from the
 * 1st to the 99th percentile, averaged into a square with black where the picture ends. Plain arithmetic in one order, so that a
 * browser and Node give the same numbers.
 */
function frameTensor(frame: Frame, header: PictureHeader, index: number, size: number): Float32Array {
  const { greyScale } = frameHeader(header, index);
  const grey = greyValues(frame, greyScale);
  const [low, high] = rangeOf(grey, header);
  const span = high > low ? high - low : 1;
  const inverted = greyScale.inverted && frame.samples === 1;
  const scaled = grey.map((value) => {
    if (Number.isNaN(value)) return 0;
    const share = Math.max(0, Math.min(1, (value - low) / span));
    return inverted ? 1 - share : share;
  });
  return intoSquare(scaled, frame.rows, frame.columns, header.aspect, size);
}

/** Eight bits keep their scale, so that the frames of a clip stay comparable; films have none, and are spread. */
function rangeOf(
  grey: Float64Array,
  { bitsStored, coloured }: PictureHeader,
): readonly [low: number, high: number] {
  if (coloured || bitsStored <= 8) return [0, 2 ** Math.min(8, bitsStored) - 1];
  const sorted = grey.filter((value) => !Number.isNaN(value)).sort();
  const at = (rank: number): number => sorted[rank] ?? 0;
  return [at(Math.floor(0.01 * (sorted.length - 1))), at(Math.ceil(0.99 * (sorted.length - 1)))];
}

/** Luminance of colour (ITU-R BT.601); modality values of grey, NaN outside the picture. */
function greyValues({ values, samples }: Frame, greyScale: GreyScale): Float64Array {
  const grey = new Float64Array(samples === 1 ? values.length : Math.floor(values.length / 3));
  // Loops: `from` with a callback walks an iterator, several times slower on pictures of megapixels.
  for (let i = 0; i < grey.length; i += 1)
    grey[i] = samples === 1 ? greyValue(values[i] ?? 0, greyScale) : luminance(values, 3 * i);
  return grey;
}

const greyValue = (stored: number, greyScale: GreyScale): number =>
  isPadding(greyScale.padding, stored) ? Number.NaN : toModality(greyScale, stored);

const luminance = (values: Frame['values'], at: number): number =>
  0.299 * (values[at] ?? 0) + 0.587 * (values[at + 1] ?? 0) + 0.114 * (values[at + 2] ?? 0);

/** Mean of the source pixels that each target pixel covers; the middle of the square is the middle of the picture. */
function intoSquare(
  grey: Float64Array,
  rows: number,
  columns: number,
  aspect: number,
  size: number,
): Float32Array {
  const { scale, left, top } = squareOf({ rows, columns, aspect }, size);
  const across = Array.from({ length: size }, (_, x) => cover(x - left, scale, columns));
  const down = Array.from({ length: size }, (_, y) => cover(y - top, scale / aspect, rows));
  const out = new Float32Array(size * size);
  down.forEach(([y0, y1], y) => {
    across.forEach(([x0, x1], x) => {
      out[y * size + x] = mean(grey, columns, x0, x1, y0, y1);
    });
  });
  return out;
}

/** The source pixels under target pixel `at`; none outside the picture, and at least one inside. */
function cover(at: number, scale: number, length: number): readonly [from: number, to: number] {
  const middle = Math.floor((at + 0.5) * scale);
  if (middle < 0 || middle >= length) return [0, 0];
  const from = Math.max(0, Math.min(middle, Math.round(at * scale)));
  return [from, Math.max(from + 1, Math.min(length, Math.round((at + 1) * scale)))];
}

function mean(grey: Float64Array, columns: number, x0: number, x1: number, y0: number, y1: number): number {
  let sum = 0;
  for (let y = y0; y < y1; y += 1) for (let x = x0; x < x1; x += 1) sum += grey[y * columns + x] ?? 0;
  const count = (x1 - x0) * (y1 - y0);
  return count > 0 ? sum / count : 0;
}

/** `frames` frames at equal times over the whole clip, by the clip's own clock. Rejects with what `decode` rejects. */
export async function clipTensor(
  picture: Picture,
  header: PictureHeader,
  frames: number,
  size: number,
  decode: (index: number) => Promise<Frame>,
): Promise<PictureTensor> {
  const total = header.cine.durations.reduce((sum, ms) => sum + ms, 0);
  const values = new Float32Array(frames * size * size);
  for (let i = 0; i < frames; i += 1) {
    const index = picture.frames === 1 ? 0 : frameAt(header.cine, ((i + 0.5) * total) / frames, false);
    values.set(frameTensor(await decode(index), header, index, size), i * size * size);
  }
  return { shape: [frames, 1, size, size], values };
}
