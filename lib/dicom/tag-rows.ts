import type { DataElement, DataSet } from './data-set.ts';
import { stringsOf } from './data-set.ts';
import { keywordOf, vrOf } from './dictionary.ts';
import { decodeText } from './part10/character-set.ts';
import type { DicomFile } from './read-part10.ts';
import { TAGS } from './tags.ts';

/** One line of the tag browser. */
export type TagRow = {
  /** Unique within the file. */
  readonly key: string;
  readonly depth: number;
  /** `(0010,0020)` */
  readonly tag: string;
  /** Empty for private and unknown attributes. */
  readonly keyword: string;
  /** As written in the file, or by the dictionary where the file does not say. */
  readonly vr: string;
  readonly text: string;
};

const MAX_ROWS = 20_000;
const MAX_TEXT = 300;
const BINARY = new Set(['OB', 'OW', 'OF', 'OD', 'OL', 'OV', 'UN']);

/** Every element of the file, sequences unfolded, private ones and unknown representations included. */
export function tagRows({ meta, set }: DicomFile): TagRow[] {
  const rows: TagRow[] = [];
  const terms = stringsOf(set, TAGS.SpecificCharacterSet);
  addRows(meta, [], rows, 0, '');
  addRows(set, terms, rows, 0, '');
  return rows;
}

const hex = (tag: number): string => (tag >>> 0).toString(16).toUpperCase().padStart(8, '0');

function addRows(set: DataSet, terms: readonly string[], rows: TagRow[], depth: number, path: string): void {
  for (const element of set.elements.values()) {
    if (rows.length >= MAX_ROWS) return;
    const name = hex(element.tag);
    const key = `${path}${name}`;
    const vr = element.vr === 'UN' ? (vrOf(element.tag) ?? 'UN') : element.vr;
    rows.push({
      key,
      depth,
      tag: `(${name.slice(0, 4)},${name.slice(4)})`,
      keyword: keywordOf(element.tag) ?? '',
      vr,
      text: valueText(element, vr, set.littleEndian, terms),
    });
    element.items?.forEach((item, i) => {
      addRows(item, terms, rows, depth + 1, `${key}[${i + 1}].`);
    });
  }
}

const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;

function valueText(
  element: DataElement,
  vr: string,
  littleEndian: boolean,
  terms: readonly string[],
): string {
  const { value, items, fragments } = element;
  if (items) return plural(items.length, 'item');
  if (fragments) return `${plural(Math.max(0, fragments.length - 1), 'compressed fragment')}`;
  const numbers = numbersText(value, vr, littleEndian);
  if (numbers !== null) return numbers;
  if (BINARY.has(vr) && !isPrintable(value)) return plural(value.length, 'byte');
  const text = decodeText(value.subarray(0, 4 * MAX_TEXT), terms)
    .replaceAll('\0', '')
    .trim();
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)} …` : text;
}

const isPrintable = (value: Uint8Array): boolean =>
  value.length <= 64 && value.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0);

type Reader = readonly [
  bytes: number,
  read: (view: DataView, at: number, little: boolean) => number | string,
];
const READERS: Readonly<Record<string, Reader>> = {
  US: [2, (view, at, little) => view.getUint16(at, little)],
  SS: [2, (view, at, little) => view.getInt16(at, little)],
  UL: [4, (view, at, little) => view.getUint32(at, little)],
  SL: [4, (view, at, little) => view.getInt32(at, little)],
  FL: [4, (view, at, little) => view.getFloat32(at, little)],
  FD: [8, (view, at, little) => view.getFloat64(at, little)],
  AT: [4, (view, at, little) => hex((view.getUint16(at, little) << 16) | view.getUint16(at + 2, little))],
};

function numbersText(value: Uint8Array, vr: string, littleEndian: boolean): string | null {
  const reader = READERS[vr];
  if (!reader) return null;
  const [bytes, read] = reader;
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  const count = Math.floor(value.length / bytes);
  const shown = Array.from({ length: Math.min(count, 16) }, (_, i) => read(view, i * bytes, littleEndian));
  return shown.join(' \\ ') + (count > 16 ? ` \\ … (${count} values)` : '');
}
