import { bytesInOrder } from './byte-order.ts';
import { type DataSet, type DicomElement, type Encoding, encodingOf } from './data-set.ts';
import { hasLongLength, isKnownVr } from './value-representation.ts';

const ITEM = 0xfffee000;
const SEQUENCE_END = 0xfffee0dd;
const UNDEFINED = 0xffffffff;
const SHORT_LIMIT = 0xffff;
const PREAMBLE = 128;

/** Spaces pad text, NUL pads UIDs and bytes (PS3.5 section 6.2). */
const padding = (vr: string): number =>
  /^(AE|CS|DA|DS|DT|IS|LO|LT|PN|SH|ST|TM|UC|UR|UT|AS)$/.test(vr) ? 0x20 : 0;

/** Bytes in one order of words, written in pieces. */
class ElementWriter {
  readonly parts: Uint8Array[] = [];
  readonly #encoding: Encoding;

  constructor(encoding: Encoding) {
    this.#encoding = encoding;
  }

  #head(size: number, fill: (view: DataView) => void): void {
    const bytes = new Uint8Array(size);
    fill(new DataView(bytes.buffer));
    this.parts.push(bytes);
  }

  #tag(view: DataView, tag: number): void {
    view.setUint16(0, tag >>> 16, this.#encoding.littleEndian);
    view.setUint16(2, tag & 0xffff, this.#encoding.littleEndian);
  }

  /** Items and delimiters, and every element of implicit VR. */
  #plainHead(tag: number, length: number): void {
    this.#head(8, (view) => {
      this.#tag(view, tag);
      view.setUint32(4, length, this.#encoding.littleEndian);
    });
  }

  #elementHead(tag: number, vr: string, length: number): void {
    if (this.#encoding.explicit) this.#explicitHead(tag, vr, length);
    else this.#plainHead(tag, length);
  }

  #explicitHead(tag: number, vr: string, length: number): void {
    const long = hasLongLength(vr);
    this.#head(long ? 12 : 8, (view) => {
      this.#tag(view, tag);
      view.setUint8(4, vr.charCodeAt(0));
      view.setUint8(5, vr.charCodeAt(1));
      if (long) view.setUint32(8, length, this.#encoding.littleEndian);
      else view.setUint16(6, length, this.#encoding.littleEndian);
    });
  }

  #value(element: DicomElement & { kind: 'value' }): void {
    const { tag, vr, bytes } = element;
    const odd = bytes.length % 2;
    const length = bytes.length + odd;
    // A value that outgrows the length field of its VR is stored as of unknown VR (PS3.5 section 6.2.2, note).
    const fits = isKnownVr(vr) && (hasLongLength(vr) || length < SHORT_LIMIT);
    this.#elementHead(tag, fits ? vr : 'UN', length);
    // Parts of a file may have another byte order than the whole (PS3.5 section 6.2.2).
    this.parts.push(bytesInOrder(element, this.#encoding.littleEndian));
    if (odd) this.parts.push(Uint8Array.of(padding(vr)));
  }

  #fragments({ tag, fragments }: DicomElement & { kind: 'fragments' }): void {
    this.#elementHead(tag, 'OB', UNDEFINED);
    for (const fragment of fragments) {
      const odd = fragment.length % 2;
      this.#plainHead(ITEM, fragment.length + odd);
      this.parts.push(fragment);
      if (odd) this.parts.push(Uint8Array.of(0));
    }
    this.#plainHead(SEQUENCE_END, 0);
  }

  #sequence({ tag, items }: DicomElement & { kind: 'sequence' }): void {
    const inside = new ElementWriter(this.#encoding);
    for (const item of items) {
      const one = new ElementWriter(this.#encoding);
      one.dataSet(item);
      inside.#plainHead(ITEM, one.length);
      inside.parts.push(...one.parts);
    }
    this.#elementHead(tag, 'SQ', inside.length);
    this.parts.push(...inside.parts);
  }

  get length(): number {
    return this.parts.reduce((sum, part) => sum + part.length, 0);
  }

  /** Elements in ascending order, group lengths left out: nobody needs them, and a wrong one misleads. */
  dataSet(data: DataSet): void {
    for (const element of [...data.values()].toSorted((a, b) => a.tag - b.tag)) {
      if ((element.tag & 0xffff) === 0) continue;
      if (element.kind === 'value') this.#value(element);
      else if (element.kind === 'sequence') this.#sequence(element);
      else this.#fragments(element);
    }
  }
}

export const asciiElement = (tag: number, vr: string, text: string): DicomElement => ({
  kind: 'value',
  tag,
  vr,
  bytes: Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
});

/** Names this program as the writer of a file; a UUID below 2.25 (PS3.5 annex B.2). */
const IMPLEMENTATION_CLASS = '2.25.108640529613402186157360327236104513921';
const IMPLEMENTATION_VERSION = 'CONSILIUM';

type WrittenFile = {
  readonly sopClass: string;
  readonly sopInstance: string;
  readonly transferSyntax: string;
  readonly body: DataSet;
};

/** File meta information (PS3.10 section 7.1) without anything of a sender. */
function metaBytes({ sopClass, sopInstance, transferSyntax }: WrittenFile): Uint8Array[] {
  const elements: DicomElement[] = [
    { kind: 'value', tag: 0x00020001, vr: 'OB', bytes: Uint8Array.of(0, 1) },
    asciiElement(0x00020002, 'UI', sopClass),
    asciiElement(0x00020003, 'UI', sopInstance),
    asciiElement(0x00020010, 'UI', transferSyntax),
    asciiElement(0x00020012, 'UI', IMPLEMENTATION_CLASS),
    asciiElement(0x00020013, 'SH', IMPLEMENTATION_VERSION),
  ];
  const writer = new ElementWriter({ explicit: true, littleEndian: true });
  writer.dataSet(new Map(elements.map((element) => [element.tag, element])));
  const length = Uint8Array.of(2, 0, 0, 0, 0x55, 0x4c, 4, 0, 0, 0, 0, 0);
  new DataView(length.buffer).setUint32(8, writer.length, true);
  return [length, ...writer.parts];
}

/** A DICOM file (PS3.10): zeroed preamble, new meta information, the body in the encoding of its transfer syntax. */
export function writePart10(file: WrittenFile): Uint8Array<ArrayBuffer> {
  const writer = new ElementWriter(encodingOf(file.transferSyntax));
  writer.dataSet(file.body);
  const head = new Uint8Array(PREAMBLE + 4);
  head.set([0x44, 0x49, 0x43, 0x4d], PREAMBLE);
  const parts = [head, ...metaBytes(file), ...writer.parts];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
