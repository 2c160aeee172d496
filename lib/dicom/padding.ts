import { doubleOf, floatOf, wordOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import type { PixelFormat } from './picture.ts';
import { TAGS } from './tags.ts';

/** Stored values, both ends included, of pixels that are outside the picture (PS3.3 C.7.5.1.1.2). */
export type Padding = { readonly low: number; readonly high: number };

type Stored = Pick<PixelFormat, 'signed' | 'float' | 'bitsAllocated'>;

/** Pixel Padding Value and Range Limit, whichever of them is the larger; `null` when the file has none. */
export function readPadding(set: DataSet, format: Stored): Padding | null {
  const [value, limit] = format.float ? floatPair(set, format) : wordPair(set, format);
  if (value === undefined || !Number.isFinite(value)) return null;
  const other = limit ?? value;
  return { low: Math.min(value, other), high: Math.max(value, other) };
}

/** The bits are those of a pixel, whether the file calls them signed or not. */
function wordPair(set: DataSet, { signed, bitsAllocated }: Stored): (number | undefined)[] {
  const spare = 32 - Math.min(16, Math.max(8, bitsAllocated));
  return [TAGS.PixelPaddingValue, TAGS.PixelPaddingRangeLimit].map((tag) => {
    const word = wordOf(set, tag);
    if (word === undefined) return undefined;
    return signed ? (word << spare) >> spare : word;
  });
}

const floatPair = (set: DataSet, { bitsAllocated }: Stored): (number | undefined)[] =>
  bitsAllocated === 64
    ? [
        doubleOf(set, TAGS.DoubleFloatPixelPaddingValue),
        doubleOf(set, TAGS.DoubleFloatPixelPaddingRangeLimit),
      ]
    : [floatOf(set, TAGS.FloatPixelPaddingValue), floatOf(set, TAGS.FloatPixelPaddingRangeLimit)];

export const isPadding = (padding: Padding | null, stored: number): boolean =>
  padding !== null && stored >= padding.low && stored <= padding.high;
