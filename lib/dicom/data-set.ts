/** One data element (PS3.5 section 7.1); `value` is a view of the file's own bytes. */
export type DataElement = {
  readonly tag: number;
  /** As written; `UN` where the file is implicit. Unknown representations are kept as they are. */
  readonly vr: string;
  readonly value: Uint8Array;
  /** Of a sequence. */
  readonly items: readonly DataSet[] | null;
  /** Of encapsulated pixel data (PS3.5 annex A.4); the first is the basic offset table. */
  readonly fragments: readonly Fragment[] | null;
};

export type Fragment = {
  /** Of the item's header, counted from the first byte after the basic offset table. */
  readonly offset: number;
  readonly bytes: Uint8Array;
};

export type DataSet = {
  readonly elements: ReadonlyMap<number, DataElement>;
  readonly littleEndian: boolean;
};

export const elementOf = (set: DataSet, tag: number): DataElement | undefined => set.elements.get(tag >>> 0);
export const itemsOf = (set: DataSet, tag: number): readonly DataSet[] => elementOf(set, tag)?.items ?? [];

/** First item of a sequence. */
export const itemOf = (set: DataSet, tag: number): DataSet | undefined => itemsOf(set, tag)[0];

const latin1 = new TextDecoder('latin1');
const trim = (text: string): string => text.replace(/[\0 ]+$/, '').trimStart();

/** Text in the default repertoire, one per backslash, padding gone; empty when absent. */
export function stringsOf(set: DataSet, tag: number): readonly string[] {
  const value = elementOf(set, tag)?.value;
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

export const decimalOf = (set: DataSet, tag: number): number | undefined => decimalsOf(set, tag)[0];

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** 16-bit words (US, SS, OW), unsigned. */
export function wordsOf(set: DataSet, tag: number): readonly number[] {
  const value = elementOf(set, tag)?.value ?? new Uint8Array();
  const view = viewOf(value);
  return Array.from({ length: value.length >> 1 }, (_, i) => view.getUint16(2 * i, set.littleEndian));
}

export const wordOf = (set: DataSet, tag: number): number | undefined => wordsOf(set, tag)[0];

/** 32-bit unsigned (UL). */
export function longOf(set: DataSet, tag: number): number | undefined {
  const value = elementOf(set, tag)?.value;
  return value && value.length >= 4 ? viewOf(value).getUint32(0, set.littleEndian) : undefined;
}

/** 64-bit float (FD). */
export function doubleOf(set: DataSet, tag: number): number | undefined {
  const value = elementOf(set, tag)?.value;
  return value && value.length >= 8 ? viewOf(value).getFloat64(0, set.littleEndian) : undefined;
}
