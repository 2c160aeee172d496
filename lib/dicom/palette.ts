import { bytesOf, wordsOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import { reject } from './refusal.ts';
import { type Keyword, TAGS } from './tags.ts';

/** Three lookup tables of 8-bit values (PS3.3 C.7.6.3.1.5); `first` is the stored value of entry 0. */
export type Palette = {
  readonly first: number;
  readonly red: Uint8Array;
  readonly green: Uint8Array;
  readonly blue: Uint8Array;
};

type Colour = 'Red' | 'Green' | 'Blue';
const data = (colour: Colour) => `${colour}PaletteColorLookupTableData` as const satisfies Keyword;
const segmented = (colour: Colour) => `Segmented${data(colour)}` as const satisfies Keyword;

/** Throws `RefusedError` where a table is missing, too short, or of an unknown width. */
export function readPalette(set: DataSet, signed: boolean): Palette {
  const [first, red] = readTable(set, 'Red', signed);
  const [, green] = readTable(set, 'Green', signed);
  const [, blue] = readTable(set, 'Blue', signed);
  return { first, red, green, blue };
}

function readTable(
  set: DataSet,
  colour: Colour,
  signed: boolean,
): readonly [first: number, table: Uint8Array] {
  const keyword: Keyword = `${colour}PaletteColorLookupTableDescriptor`;
  const [count = -1, first = 0, bits = 0] = wordsOf(set, TAGS[keyword]);
  if (count < 0) reject('colour', keyword, `The picture uses a colour palette, but ${keyword} is missing.`);
  if (bits !== 8 && bits !== 16)
    reject('colour', keyword, `The palette has ${bits} bits per entry; DICOM knows 8 and 16.`);
  const length = count === 0 ? 65_536 : count;
  const table = entries(set, colour, length, bits);
  return [signed && first > 0x7fff ? first - 0x10000 : first, table];
}

function entries(set: DataSet, colour: Colour, length: number, bits: 8 | 16): Uint8Array {
  const bytes = bytesOf(set, TAGS[data(colour)]);
  if (bytes && bytes.length > 0) {
    // 8-bit entries come packed, or (PS3.3 C.7.6.3.1.6) one to a word.
    if (bits === 8 && bytes.length < length * 2) return take(bytes, length, colour);
    const words = wordsOf(set, TAGS[data(colour)]);
    return to8Bits(take(Uint16Array.from(words), length, colour), bits);
  }
  const segments = wordsOf(set, TAGS[segmented(colour)]);
  if (segments.length === 0)
    reject('colour', data(colour), `The picture uses a colour palette, but ${data(colour)} is missing.`);
  return to8Bits(take(Uint16Array.from(expandSegments(segments, length)), length, colour), bits);
}

function take<T extends Uint8Array | Uint16Array>(table: T, length: number, colour: Colour): T {
  if (table.length < length)
    reject('colour', data(colour), `The palette should have ${length} entries and holds ${table.length}.`);
  return table.slice(0, length) as T;
}

/** Some writers declare 16 bits and store 8; a table that never passes 255 would draw as black. */
function to8Bits(words: Uint16Array, bits: 8 | 16): Uint8Array {
  const largest = words.reduce((most, word) => Math.max(most, word), 0);
  const shift = bits === 16 && largest > 255 ? 8 : 0;
  return Uint8Array.from(words, (word) => word >> shift);
}

/** Discrete (0), linear (1) and indirect (2) segments of PS3.3 C.7.9.2; 16-bit words. */
function expandSegments(words: readonly number[], limit: number): number[] {
  const out: number[] = [];
  let at = 0;
  while (at + 1 < words.length && out.length < limit) {
    const [kind = 0, count = 0, low = 0, high = 0] = words.slice(at, at + 4);
    if (kind !== 2) {
      at += appendSegment(words, at, out);
      continue;
    }
    // The offset counts bytes from the start of the table; an indirect segment may not hold another.
    let from = ((high << 16) | low) >>> 1;
    for (let i = 0; i < count && out.length < limit; i += 1) from += appendSegment(words, from, out);
    at += 4;
  }
  return out;
}

/** Appends one discrete or linear segment and returns how many words it took. */
function appendSegment(words: readonly number[], at: number, out: number[]): number {
  const [kind = 3, length = 0, target = 0] = words.slice(at, at + 3);
  if (kind === 0) {
    out.push(...words.slice(at + 2, at + 2 + length));
    return 2 + length;
  }
  if (kind !== 1)
    return reject('colour', data('Red'), `The palette holds a segment of the unknown kind ${kind}.`);
  const from = out.at(-1) ?? 0;
  for (let i = 1; i <= length; i += 1) out.push(Math.round(from + ((target - from) * i) / length));
  return 3;
}

/** Indices to RGB, pixel by pixel; an index outside the table takes its nearest end (PS3.3 C.7.6.3.1.5). */
export function applyPalette(indices: ArrayLike<number>, { first, red, green, blue }: Palette): Uint8Array {
  const rgb = new Uint8Array(indices.length * 3);
  const last = red.length - 1;
  for (let i = 0; i < indices.length; i += 1) {
    const entry = Math.min(last, Math.max(0, (indices[i] ?? 0) - first));
    rgb[3 * i] = red[entry] ?? 0;
    rgb[3 * i + 1] = green[entry] ?? 0;
    rgb[3 * i + 2] = blue[entry] ?? 0;
  }
  return rgb;
}
