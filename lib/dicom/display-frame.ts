import { isPadding, type Padding, readPadding } from './padding.ts';
import { applyPalette } from './palette.ts';
import type { Frame, Picture, Samples } from './picture.ts';

/**
 * A grey frame as it is drawn: its stored values, or, when they have more than 16 bits, 65,535 steps of them:
 * stored = code · `step` + `start`.
 */
export type GreyFrame = {
  readonly kind: 'grey';
  readonly codes: Codes;
  readonly step: number;
  readonly start: number;
  readonly min: number;
  readonly max: number;
  /** Codes of pixels that are outside the picture, or that hold no number. */
  readonly blank: Padding | null;
  /** The stored values where the codes are steps of them. */
  readonly exact: Samples | null;
};

/** Colour is RGB of 8 bits. */
export type DisplayFrame = GreyFrame | { readonly kind: 'colour'; readonly rgb: Uint8Array };

export type Codes = Uint8Array | Int8Array | Uint16Array | Int16Array;

/** The code of what is outside the picture, in frames of more than 16 bits. */
const BLANK = 0;
const LAST = 65_535;

export function toDisplay(frame: Frame, { palette, bitsStored, ...picture }: Picture): DisplayFrame {
  const { values } = frame;
  if (palette) return { kind: 'colour', rgb: applyPalette(values, palette) };
  if (frame.samples === 3) return { kind: 'colour', rgb: to8Bits(values, bitsStored) };
  const padding = readPadding(picture.file.set, picture);
  return isCodes(values) ? asStored(values, padding) : inSteps(values, padding);
}

const isCodes = (values: Samples): values is Codes => values.BYTES_PER_ELEMENT <= 2;

function asStored(codes: Codes, padding: Padding | null): GreyFrame {
  const { min, max } = extentOfCodes(codes);
  return { kind: 'grey', codes, step: 1, start: 0, min, max, blank: padding, exact: null };
}

function inSteps(values: Samples, padding: Padding | null): GreyFrame {
  const { min, max } = extent(values, padding);
  const step = max > min ? (max - min) / (LAST - 1) : 1;
  const codes = Uint16Array.from(values, (value) =>
    Number.isFinite(value) && !isPadding(padding, value) ? 1 + Math.round((value - min) / step) : BLANK,
  );
  const blank = { low: BLANK, high: BLANK };
  return { kind: 'grey', codes, step, start: min - step, min: BLANK, max: LAST, blank, exact: values };
}

/** The stored value of a pixel. */
export const storedAt = ({ codes, step, start, exact }: GreyFrame, pixel: number): number =>
  exact ? (exact[pixel] ?? Number.NaN) : (codes[pixel] ?? 0) * step + start;

/** How often each code from `min` to `max` occurs. */
export function countCodes({ codes, min, max }: GreyFrame): Uint32Array {
  const counts = new Uint32Array(max - min + 1);
  for (let i = 0; i < codes.length; i += 1) {
    const code = (codes[i] ?? 0) - min;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

function to8Bits(values: Samples, bitsStored: number): Uint8Array {
  if (values instanceof Uint8Array && bitsStored === 8) return values;
  const top = 2 ** bitsStored - 1;
  return Uint8Array.from(values, (value) => (255 * value) / top);
}

/** Smallest and largest code; 0 and 0 when there is none. By index: millions of pixels stand before the first picture. */
function extentOfCodes(codes: Codes): { readonly min: number; readonly max: number } {
  let [min, max] = [codes[0] ?? 0, codes[0] ?? 0];
  for (let i = 1; i < codes.length; i += 1) {
    const code = codes[i] ?? 0;
    if (code < min) min = code;
    else if (code > max) max = code;
  }
  return { min, max };
}

/** Smallest and largest finite value that is not padding; 0 and 0 when there is none. */
function extent(values: Samples, padding: Padding | null): { readonly min: number; readonly max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value) || isPadding(padding, value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : { min: 0, max: 0 };
}
