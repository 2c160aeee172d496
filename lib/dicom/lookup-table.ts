import { bytesOf, stringOf, wordsOf } from './part10/attribute-values.ts';
import { swapBytes } from './part10/byte-order.ts';
import type { DataSet } from './part10/data-set.ts';
import { TAGS } from './tags.ts';

/** PS3.3 C.11.1.1.1: `values[0]` belongs to the input `first`; inputs before and behind take the ends. */
export type LookupTable = {
  readonly first: number;
  readonly values: Uint16Array | Int16Array;
  /** The output that is fully bright. */
  readonly top: number;
  /** LUT Explanation, empty when there is none. */
  readonly explanation: string;
};

/** A table, or the end of a sentence: why it is not used. */
export type ReadTable = LookupTable | string;

type Reading = {
  /** Inputs can be below 0, so that the first of them is a signed number whatever representation it is written in. */
  readonly signedInput: boolean;
  /** Outputs written as SS are signed: those of a modality table, which are values and not greys. */
  readonly signedOutput: boolean;
};

/** Reads one item of a LUT sequence (PS3.3 C.11.1.1.1, C.11.2.1.1) as files have them. */
export function readLookupTable(item: DataSet, { signedInput, signedOutput }: Reading): ReadTable {
  const [count, first, declared] = wordsOf(item, TAGS.LUTDescriptor);
  if (count === undefined || first === undefined || declared === undefined)
    return 'its LUT Descriptor does not hold three numbers';
  const wanted = count === 0 ? 65_536 : count;
  const words = entriesOf(item, wanted, declared);
  if (!words) return `it should hold ${wanted} entries and its data are shorter`;
  const isSigned = signedInput || item.get(TAGS.LUTDescriptor)?.vr === 'SS';
  const isSignedData = signedOutput && item.get(TAGS.LUTData)?.vr === 'SS';
  const values = isSignedData ? new Int16Array(words) : words;
  return {
    first: isSigned ? (first << 16) >> 16 : first,
    values,
    top: topOf(values, declared),
    explanation: stringOf(item, TAGS.LUTExplanation),
  };
}

/** One entry to a word; entries of 8 bits may come two to a word, the first in the lower byte. */
function entriesOf(item: DataSet, wanted: number, declared: number): Uint16Array | null {
  const element = item.get(TAGS.LUTData);
  const bytes = bytesOf(item, TAGS.LUTData);
  if (element?.kind !== 'value' || !bytes || bytes.length < wanted) return null;
  if (bytes.length >= 2 * wanted) return Uint16Array.from(wordsOf(item, TAGS.LUTData).slice(0, wanted));
  // Some writers declare more bits and still pack bytes: only a length of exactly one byte each shows it.
  if (declared > 8 && bytes.length > wanted + 1) return null;
  const isSwapped = element.bigEndian === true && element.vr !== 'OB';
  return Uint16Array.from((isSwapped ? swapBytes(bytes, 2) : bytes).subarray(0, wanted));
}

/**
 * The largest output that the declared bits can hold; where no entry reaches them, or one exceeds them, the descriptor is
 * wrong, and the largest entry is the brightest, as other viewers have it.
 */
function topOf(values: Uint16Array | Int16Array, declared: number): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, value);
  const bits = largest.toString(2).length;
  return bits === declared || largest === 0 ? 2 ** declared - 1 : largest;
}

/** The output for an input, which is rounded to a whole number first. */
export const lookUp = ({ first, values }: LookupTable, input: number): number =>
  values[Math.min(values.length - 1, Math.max(0, Math.round(input) - first))] ?? 0;
