import type { DataSet } from './data-set.ts';

/** The value of an attribute; `undefined` when it is absent, a sequence, or in fragments. */
export function bytesOf(set: DataSet, tag: number): Uint8Array | undefined {
  const element = set.get(tag);
  return element?.kind === 'value' ? element.bytes : undefined;
}

/** Items of a sequence; none when it is absent or no sequence. */
export function itemsOf(set: DataSet, tag: number): readonly DataSet[] {
  const element = set.get(tag);
  return element?.kind === 'sequence' ? element.items : [];
}

/** First item of a sequence. */
export const itemOf = (set: DataSet, tag: number): DataSet | undefined => itemsOf(set, tag)[0];

const latin1 = new TextDecoder('latin1');
const trim = (text: string): string => text.replace(/[\0 ]+$/, '').trimStart();

/** Text in the default repertoire, one per backslash, padding gone; empty when absent. */
export function stringsOf(set: DataSet, tag: number): readonly string[] {
  const value = bytesOf(set, tag);
  if (!value || value.length === 0) return [];
  return latin1.decode(value).split('\\').map(trim);
}

export const stringOf = (set: DataSet, tag: number): string => stringsOf(set, tag)[0] ?? '';

/** Numbers written as text (DS, IS); what is no number is left out. */
export const decimalsOf = (set: DataSet, tag: number): readonly number[] =>
  stringsOf(set, tag)
    .filter((text) => text !== '')
    .map(Number)
    .filter(Number.isFinite);

/** Numbers written as text, each in its place; `undefined` where a value is empty or no number. */
export const decimalsInPlace = (set: DataSet, tag: number): readonly (number | undefined)[] =>
  stringsOf(set, tag).map((text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    return Number.isFinite(value) ? value : undefined;
  });

export const decimalOf = (set: DataSet, tag: number): number | undefined => decimalsOf(set, tag)[0];

type Read = (view: DataView, at: number, littleEndian: boolean) => number;

/** Whole numbers of `size` bytes in the byte order of the element, whatever representation the file names. */
function binaryOf(set: DataSet, tag: number, size: number, read: Read): number[] {
  const element = set.get(tag);
  if (element?.kind !== 'value') return [];
  const { bytes, bigEndian } = element;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, i) => read(view, i * size, !bigEndian));
}

/** 16-bit words (US, SS, OW), unsigned. */
export const wordsOf = (set: DataSet, tag: number): readonly number[] =>
  binaryOf(set, tag, 2, (view, at, little) => view.getUint16(at, little));

export const wordOf = (set: DataSet, tag: number): number | undefined => wordsOf(set, tag)[0];

/** 32-bit unsigned (UL). */
export const longOf = (set: DataSet, tag: number): number | undefined =>
  binaryOf(set, tag, 4, (view, at, little) => view.getUint32(at, little))[0];

/** Tags (AT), group · 65536 + element. */
export const tagsOf = (set: DataSet, tag: number): readonly number[] =>
  binaryOf(
    set,
    tag,
    4,
    (view, at, little) => view.getUint16(at, little) * 65536 + view.getUint16(at + 2, little),
  );

/** 32-bit float (FL). */
export const floatOf = (set: DataSet, tag: number): number | undefined =>
  binaryOf(set, tag, 4, (view, at, little) => view.getFloat32(at, little))[0];

/** 64-bit floats (FD). */
export const doublesOf = (set: DataSet, tag: number): readonly number[] =>
  binaryOf(set, tag, 8, (view, at, little) => view.getFloat64(at, little));

export const doubleOf = (set: DataSet, tag: number): number | undefined => doublesOf(set, tag)[0];
