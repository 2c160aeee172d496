import type { DicomFile } from './dicom-file.ts';
import { keywordOf, vrOf } from './dictionary.ts';
import { decodeText } from './part10/character-set.ts';
import { type DataSet, type DicomElement, tagKey, tagText } from './part10/data-set.ts';
import { numbersOf } from './part10/numeric-value.ts';
import { characterSetOf } from './part10/text-value.ts';

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
  addRows(meta, [], rows, 0, '');
  addRows(set, characterSetOf(set), rows, 0, '');
  return rows;
}

function addRows(set: DataSet, terms: readonly string[], rows: TagRow[], depth: number, path: string): void {
  for (const element of set.values()) {
    if (rows.length >= MAX_ROWS) return;
    const row = rowOf(element, terms, depth, path);
    rows.push(row);
    const items = element.kind === 'sequence' ? element.items : [];
    items.forEach((item, i) => {
      addRows(item, characterSetOf(item, terms), rows, depth + 1, `${row.key}[${i + 1}].`);
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
  const numbers = numbersOf({ ...element, vr });
  if (numbers) return numbersText(numbers);
  const value = element.bytes;
  if (BINARY.has(vr) && !isPrintable(value)) return plural(value.length, 'byte');
  const text = decodeText(value.subarray(0, 4 * MAX_TEXT), terms, vr === 'PN' ? 'name' : 'text')
    .replaceAll('\0', '')
    .trim();
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)} …` : text;
}

const isPrintable = (value: Uint8Array): boolean =>
  value.length <= 64 && value.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0);

const MAX_NUMBERS = 16;

const numbersText = (numbers: readonly (number | string)[]): string =>
  numbers.slice(0, MAX_NUMBERS).join(' \\ ') +
  (numbers.length > MAX_NUMBERS ? ` \\ … (${numbers.length} values)` : '');
