import { bytesInOrder } from '../part10/byte-order.ts';
import { type DataSet, type DicomElement, PIXEL_TAGS, tagKey } from '../part10/data-set.ts';
import { numbersOf } from '../part10/numeric-value.ts';
import { characterSetOf, textOf } from '../part10/text-value.ts';
import { isText, UNDIVIDED } from '../part10/value-representation.ts';

/** An attribute of the DICOM JSON model (PS3.18 annex F.2). */
export type JsonAttribute = {
  readonly vr: string;
  readonly Value?: readonly unknown[];
  readonly InlineBinary?: string;
  readonly BulkDataURI?: string;
};
export type DicomJson = { readonly [tag: string]: JsonAttribute };

/** Longer binary values are left out of the JSON rather than carried as text. */
const INLINE_LIMIT = 64 * 1024;
const NUMBERS_AS_TEXT = new Set(['DS', 'IS']);

const base64 = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
};

/** PS3.18 annex F.2.2: three representations of one name, empty ones left out. */
export const personNameJson = (text: string) => {
  const [Alphabetic = '', Ideographic = '', Phonetic = ''] = text.split('=').map((part) => part.trim());
  return {
    ...(Alphabetic && { Alphabetic }),
    ...(Ideographic && { Ideographic }),
    ...(Phonetic && { Phonetic }),
  };
};

function textItem(vr: string, text: string): unknown {
  if (text === '') return null;
  if (vr === 'PN') return personNameJson(text);
  // A number that is none stays as it was sent: the reader decides.
  if (NUMBERS_AS_TEXT.has(vr)) return Number.isFinite(Number(text)) ? Number(text) : text;
  return text;
}

function valuesOf(element: DicomElement & { kind: 'value' }, context: Context): readonly unknown[] | null {
  const { vr } = element;
  if (isText(vr)) {
    const text = textOf(element, context.characterSet);
    if (text === '') return [];
    const parts = UNDIVIDED.has(vr) ? [text] : text.split('\\');
    return parts.map((part) => textItem(vr, part.trim()));
  }
  return numbersOf(element);
}

type Context = { readonly characterSet: readonly string[] };

function attributeOf(element: DicomElement, context: Context): JsonAttribute {
  const { vr } = element;
  if (element.kind === 'fragments') return { vr };
  if (element.kind === 'sequence') return { vr, Value: element.items.map((item) => itemJson(item, context)) };
  const values = valuesOf(element, context);
  if (values !== null) return values.length === 0 ? { vr } : { vr, Value: values };
  // Always in little endian (PS3.18 section F.2.7).
  const bytes = bytesInOrder(element, true);
  return bytes.length > 0 && bytes.length <= INLINE_LIMIT ? { vr, InlineBinary: base64(bytes) } : { vr };
}

function itemJson(data: DataSet, { characterSet }: Context): DicomJson {
  const context = { characterSet: characterSetOf(data, characterSet) };
  const attributes = [...data.values()]
    // Group lengths mean nothing outside a file; pixels are fetched as frames.
    .filter(({ tag }) => (tag & 0xffff) !== 0 && !PIXEL_TAGS.has(tag))
    .map((element) => [tagKey(element.tag), attributeOf(element, context)] as const);
  return Object.fromEntries(attributes);
}

/** A data set without its pixels in the DICOM JSON model (PS3.18 annex F); text becomes UTF-8. */
export const toDicomJson = (data: DataSet): DicomJson => ({
  ...itemJson(data, { characterSet: [] }),
  '00080005': { vr: 'CS', Value: ['ISO_IR 192'] },
});
