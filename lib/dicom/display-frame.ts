import { applyPalette } from './palette.ts';
import type { Frame, Picture, Samples } from './picture.ts';

/**
 * A frame as it is drawn. Grey keeps its stored values, or, when they have more than 16 bits, 65,536 steps of them:
 * stored = code · `step` + `start`. Colour is RGB of 8 bits.
 */
export type DisplayFrame =
  | {
      readonly kind: 'grey';
      readonly codes: Codes;
      readonly step: number;
      readonly start: number;
      readonly min: number;
      readonly max: number;
      /** Codes below which 1 % and above which 1 % of the pixels lie. */
      readonly low: number;
      readonly high: number;
    }
  | { readonly kind: 'colour'; readonly rgb: Uint8Array };

export type Codes = Uint8Array | Int8Array | Uint16Array | Int16Array;

export function toDisplay(frame: Frame, { palette, bitsStored }: Picture): DisplayFrame {
  const { values } = frame;
  if (palette) return { kind: 'colour', rgb: applyPalette(values, palette) };
  if (frame.samples === 3) return { kind: 'colour', rgb: to8Bits(values, bitsStored) };
  const { min, max } = extent(values);
  if (isCodes(values))
    return { kind: 'grey', codes: values, step: 1, start: 0, min, max, ...percentiles(values, min, max) };
  const step = max > min ? (max - min) / 65_535 : 1;
  const codes = Uint16Array.from(values, (value) =>
    Number.isFinite(value) ? Math.round((value - min) / step) : 0,
  );
  return { kind: 'grey', codes, step, start: min, min: 0, max: 65_535, ...percentiles(codes, 0, 65_535) };
}

const isCodes = (values: Samples): values is Codes => values.BYTES_PER_ELEMENT <= 2;

function to8Bits(values: Samples, bitsStored: number): Uint8Array {
  if (values instanceof Uint8Array && bitsStored === 8) return values;
  const top = 2 ** bitsStored - 1;
  return Uint8Array.from(values, (value) => (255 * value) / top);
}

/** Smallest and largest finite value; 0 and 0 when there is none. */
function extent(values: Samples): { readonly min: number; readonly max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < min && value !== Number.NEGATIVE_INFINITY) min = value;
    if (value > max && value !== Number.POSITIVE_INFINITY) max = value;
  }
  return min <= max ? { min, max } : { min: 0, max: 0 };
}

function percentiles(
  codes: Codes,
  min: number,
  max: number,
): { readonly low: number; readonly high: number } {
  const counts = new Uint32Array(max - min + 1);
  for (const code of codes) counts[code - min] = (counts[code - min] ?? 0) + 1;
  const rank = (share: number): number => {
    let left = share * codes.length;
    let code = min;
    while (code < max && left > (counts[code - min] ?? 0)) {
      left -= counts[code - min] ?? 0;
      code += 1;
    }
    return code;
  };
  return { low: rank(0.01), high: rank(0.99) };
}
