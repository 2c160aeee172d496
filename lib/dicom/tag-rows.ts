import type { DicomFile } from './dicom-file.ts';

import { keywordOf, vrOf } from './dictionary.ts';
import { stringsOf } from './part10/attribute-values.ts';
import { decodeText } from './part10/character-set.ts';
import { type DataSet, type DicomElement, tagKey, tagText } from './part10/data-set.ts';
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

function addRows(set: DataSet, terms: readonly string[], rows: TagRow[], depth: number, path: string): void {
  for (const element of set.values()) {
    if (rows.length >= MAX_ROWS) return;
    const row = rowOf(element, terms, depth, path);
    rows.push(row);
    const items = element.kind === 'sequence' ? element.items : [];
    items.forEach((item, i) => {
      addRows(item, terms, rows, depth + 1, `${row.key}[${i + 1}].`);
    });
  }
}

function rowOf(element: DicomElement, terms: readonly string[], depth: number, path: string): TagRow {
  const { tag } = element;
  const vr = element.vr === 'UN' ? (vrOf(tag) ?? 'UN') : element.vr;
  return {
    key: `${path}${tagKey(tag)}`,
    depth,
    tag: tagText(tag),
    keyword: keywordOf(tag) ?? '',
    vr,
    text: valueText(element, vr, terms),
  };
}

const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;

function valueText(element: DicomElement, vr: string, terms: readonly string[]): string {
  if (element.kind === 'sequence') return plural(element.items.length, 'item');
  if (element.kind === 'fragments')
    return plural(Math.max(0, element.fragments.length - 1), 'compressed fragment');
  const { bytes: value, bigEndian } = element;
  const numbers = numbersText(value, vr, !bigEndian);
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
  AT: [4, (view, at, little) => tagKey(view.getUint16(at, little) * 65536 + view.getUint16(at + 2, little))],
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
