import { decimalOf, stringOf, wordOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import type { Photometric, PixelFormat } from './picture.ts';
import { reject } from './refusal.ts';
import { type Keyword, TAGS } from './tags.ts';

const GREY = ['MONOCHROME1', 'MONOCHROME2', 'PALETTE COLOR'];
const COLOUR = ['RGB', 'YBR_FULL', 'YBR_FULL_422', 'YBR_PARTIAL_420', 'YBR_ICT', 'YBR_RCT'];
/** One frame of more samples than this (16,384²) would not fit a browser's memory several times over. */
const MAX_SAMPLES = 1 << 28;
const MAX_FRAMES = 100_000;

/** The Image Pixel module (PS3.3 C.7.6.3), each attribute against the others. Throws `RefusedError`. */
export function readPixelFormat(set: DataSet): PixelFormat {
  const rows = sizeOf(set, 'Rows');
  const columns = sizeOf(set, 'Columns');
  const samples = samplesOf(set);
  const frames = frameCount(set);
  if (rows * columns * samples > MAX_SAMPLES)
    reject('size', 'Rows', `The picture claims ${columns} × ${rows} pixels, more than this viewer can hold.`);
  return {
    rows,
    columns,
    samples,
    frames,
    photometric: photometricOf(set, samples),
    ...bitsOf(set),
    planar: planarOf(set),
  };
}

function required(set: DataSet, keyword: Keyword): number {
  const value = wordOf(set, TAGS[keyword]);
  if (value === undefined)
    reject('header', keyword, `${keyword} is missing, and without it the picture cannot be drawn.`);
  return value;
}

function sizeOf(set: DataSet, keyword: 'Rows' | 'Columns'): number {
  const value = required(set, keyword);
  if (value === 0) reject('header', keyword, `${keyword} is 0: there is nothing to draw.`);
  return value;
}

function samplesOf(set: DataSet): 1 | 3 {
  const value = wordOf(set, TAGS.SamplesPerPixel) ?? 1;
  if (value === 1 || value === 3) return value;
  return reject(
    'header',
    'SamplesPerPixel',
    `SamplesPerPixel is ${value}; a picture has 1 (grey) or 3 (colour).`,
  );
}

/** Number of Frames, 1 where it is missing. Throws `RefusedError` when it is no count. */
export function frameCount(set: DataSet): number {
  const text = stringOf(set, TAGS.NumberOfFrames);
  const frames = text === '' ? 1 : (decimalOf(set, TAGS.NumberOfFrames) ?? Number.NaN);
  if (Number.isInteger(frames) && frames >= 1 && frames <= MAX_FRAMES) return frames;
  // Some writers put 0 into a file with one picture.
  if (frames === 0) return 1;
  return reject(
    'header',
    'NumberOfFrames',
    `NumberOfFrames is no count of frames that could be (1 to ${MAX_FRAMES}).`,
  );
}

function photometricOf(set: DataSet, samples: 1 | 3): Photometric {
  const value = stringOf(set, TAGS.PhotometricInterpretation);
  const keyword = 'PhotometricInterpretation';
  if (value === '')
    reject('colour', keyword, `${keyword} is missing: dark and bright, or the colours, cannot be told.`);
  const fitting = samples === 1 ? GREY : COLOUR;
  if (fitting.includes(value)) return value as Photometric;
  if ([...GREY, ...COLOUR].includes(value))
    reject(
      'colour',
      keyword,
      `${keyword} is ${value}, but SamplesPerPixel is ${samples}: they contradict each other.`,
    );
  return reject('colour', keyword, `The colour model “${value.slice(0, 16)}” is not supported.`);
}

type Bits = Pick<PixelFormat, 'bitsAllocated' | 'bitsStored' | 'highBit' | 'signed' | 'float'>;

function bitsOf(set: DataSet): Bits {
  if (set.has(TAGS.FloatPixelData)) return floatBits(32);
  if (set.has(TAGS.DoubleFloatPixelData)) return floatBits(64);
  const bitsAllocated = allocatedOf(set);
  const bitsStored = wordOf(set, TAGS.BitsStored) ?? bitsAllocated;
  const highBit = wordOf(set, TAGS.HighBit) ?? bitsStored - 1;
  if (bitsStored < 1 || bitsStored > bitsAllocated)
    reject(
      'header',
      'BitsStored',
      `BitsStored is ${bitsStored}, which does not fit BitsAllocated ${bitsAllocated}.`,
    );
  if (highBit >= bitsAllocated || highBit < bitsStored - 1)
    reject('header', 'HighBit', `HighBit is ${highBit}, which does not fit BitsStored ${bitsStored}.`);
  return { bitsAllocated, bitsStored, highBit, signed: signedOf(set), float: false };
}

function allocatedOf(set: DataSet): 1 | 8 | 16 | 32 {
  const value = required(set, 'BitsAllocated');
  if (value === 1 || value === 8 || value === 16 || value === 32) return value;
  return reject('header', 'BitsAllocated', `BitsAllocated is ${value}; supported are 1, 8, 16 and 32.`);
}

function signedOf(set: DataSet): boolean {
  const value = wordOf(set, TAGS.PixelRepresentation) ?? 0;
  if (value <= 1) return value === 1;
  return reject('header', 'PixelRepresentation', `PixelRepresentation is ${value}; it must be 0 or 1.`);
}

const floatBits = (bits: 32 | 64): Bits => ({
  bitsAllocated: bits,
  bitsStored: bits,
  highBit: bits - 1,
  signed: true,
  float: true,
});

const planarOf = (set: DataSet): boolean => wordOf(set, TAGS.PlanarConfiguration) === 1;
