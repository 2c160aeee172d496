import type { DataElement, DataSet, Fragment } from './data-set.ts';
import { type Refusal, refuse } from './refusal.ts';
import { TAGS, tagText } from './tags.ts';

/** A data set as far as it could be read, and where reading ended early. */
export type ReadSet = { readonly set: DataSet; readonly fault: Refusal | null; readonly end: number };

export type Encoding = { readonly explicit: boolean; readonly littleEndian: boolean };

const UNDEFINED_LENGTH = 0xffffffff;
const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;
/** Deeper than any real file; a hostile one must not exhaust the stack. */
const MAX_DEPTH = 48;
/** Value representations with a 16-bit length (PS3.5 table 7.1-2); every other has 32 bits. */
const SHORT_LENGTH = new Set('AE AS AT CS DA DS DT FL FD IS LO LT PN SH SL SS ST TM UI UL US'.split(' '));

type Header = { readonly tag: number; readonly vr: string; readonly length: number };

class EndOfFile extends Error {
  readonly tag: number;
  constructor(tag: number) {
    super('end of file');
    this.tag = tag;
  }
}

/**
 * Reads data elements (PS3.5 section 7) between two offsets, never beyond them and never throwing: a data set that
 * breaks off is returned as far as it goes. Elements without a value representation inside an explicit data set are
 * read as implicit ones, as DCMTK does.
 */
export function readElements(
  bytes: Uint8Array,
  encoding: Encoding,
  start: number,
  until?: (tag: number) => boolean,
): ReadSet {
  return new Reader(bytes, encoding).readSet(start, bytes.length, 0, until);
}

class Reader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly explicit: boolean;
  readonly littleEndian: boolean;
  at = 0;

  constructor(bytes: Uint8Array, { explicit, littleEndian }: Encoding) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.explicit = explicit;
    this.littleEndian = littleEndian;
  }

  readSet(start: number, end: number, depth: number, until?: (tag: number) => boolean): ReadSet {
    const elements = new Map<number, DataElement>();
    const set: DataSet = { elements, littleEndian: this.littleEndian };
    this.at = start;
    try {
      this.readInto(elements, end, depth, until);
    } catch (error) {
      if (!(error instanceof EndOfFile)) throw error;
      return { set, fault: broken(error.tag), end: this.at };
    }
    return { set, fault: null, end: this.at };
  }

  private readInto(
    elements: Map<number, DataElement>,
    end: number,
    depth: number,
    until?: (tag: number) => boolean,
  ): void {
    while (this.at + 8 <= end) {
      if (until?.(this.tagAt(this.at))) return;
      const header = this.readHeader(end);
      if (header.tag === ITEM_END) return;
      elements.set(header.tag, this.readElement(header, end, depth));
    }
  }

  private tagAt(offset: number): number {
    return (
      ((this.view.getUint16(offset, this.littleEndian) << 16) |
        this.view.getUint16(offset + 2, this.littleEndian)) >>>
      0
    );
  }

  private need(length: number, end: number, tag: number): void {
    if (this.at + length > end) throw new EndOfFile(tag);
  }

  private readHeader(end: number): Header {
    const tag = this.tagAt(this.at);
    const vr = String.fromCharCode(this.bytes[this.at + 4] ?? 0, this.bytes[this.at + 5] ?? 0);
    if (!this.explicit || tag >>> 16 === 0xfffe || !/^[A-Z]{2}$/.test(vr)) {
      const length = this.view.getUint32(this.at + 4, this.littleEndian);
      this.at += 8;
      return { tag, vr: 'UN', length };
    }
    if (this.isShort(vr, end)) {
      const length = this.view.getUint16(this.at + 6, this.littleEndian);
      this.at += 8;
      return { tag, vr, length };
    }
    this.need(12, end, tag);
    const length = this.view.getUint32(this.at + 8, this.littleEndian);
    this.at += 12;
    return { tag, vr, length };
  }

  /** An unknown representation has 32 bits of length (PS3.5 section 7.1.2), unless the two reserved bytes are in use. */
  private isShort(vr: string, end: number): boolean {
    if (SHORT_LENGTH.has(vr)) return true;
    return this.at + 12 > end || this.view.getUint16(this.at + 6, true) !== 0;
  }

  private readElement({ tag, vr, length }: Header, end: number, depth: number): DataElement {
    if (length === UNDEFINED_LENGTH) {
      if (tag === TAGS.PixelData) return this.readFragments(tag, vr, end);
      // A sequence of unknown representation is implicit little endian inside (PS3.5 section 6.2.2 note 2).
      return vr === 'UN' && this.explicit
        ? this.readForeignSequence(tag, end, depth)
        : this.readSequence(tag, vr, end, depth);
    }
    this.need(length, end, tag);
    const start = this.at;
    const value = this.bytes.subarray(start, start + length);
    if (vr === 'SQ' || this.looksLikeSequence(tag, vr, start, length))
      return this.readSequence(tag, 'SQ', start + length, depth, length);
    this.at = start + length;
    return { tag, vr, value, items: null, fragments: null };
  }

  /** An implicit file names no representation: a value that begins with an item that fits is a sequence. */
  private looksLikeSequence(tag: number, vr: string, start: number, length: number): boolean {
    if (vr !== 'UN' || tag >>> 16 === 0x7fe0 || length < 8 || this.tagAt(start) !== ITEM) return false;
    const first = this.view.getUint32(start + 4, this.littleEndian);
    return first === UNDEFINED_LENGTH || first <= length - 8;
  }

  private readForeignSequence(tag: number, end: number, depth: number): DataElement {
    const reader = new Reader(this.bytes, { explicit: false, littleEndian: true });
    reader.at = this.at;
    const element = reader.readSequence(tag, 'UN', end, depth);
    this.at = reader.at;
    return element;
  }

  private readSequence(tag: number, vr: string, end: number, depth: number, length?: number): DataElement {
    if (depth >= MAX_DEPTH) throw new EndOfFile(tag);
    const items: DataSet[] = [];
    const start = this.at;
    while (this.at + 8 <= end) {
      const item = this.tagAt(this.at);
      const size = this.view.getUint32(this.at + 4, this.littleEndian);
      this.at += 8;
      if (item === SEQUENCE_END) break;
      if (item !== ITEM) throw new EndOfFile(tag);
      items.push(this.readItem(tag, size, end, depth));
    }
    if (length !== undefined) this.at = start + length;
    return { tag, vr, value: this.bytes.subarray(start, this.at), items, fragments: null };
  }

  private readItem(tag: number, size: number, end: number, depth: number): DataSet {
    if (size !== UNDEFINED_LENGTH) this.need(size, end, tag);
    const last = size === UNDEFINED_LENGTH ? end : this.at + size;
    const { set, fault } = this.readSet(this.at, last, depth + 1);
    if (fault) throw new EndOfFile(tag);
    if (size !== UNDEFINED_LENGTH) this.at = last;
    return set;
  }

  /** PS3.5 annex A.4: items up to the sequence delimiter. The delimiter itself may be lost with the end of the file. */
  private readFragments(tag: number, vr: string, end: number): DataElement {
    const fragments: Fragment[] = [];
    const start = this.at;
    let base = start;
    while (this.at + 8 <= end) {
      const offset = this.at - base;
      const item = this.tagAt(this.at);
      const length = this.view.getUint32(this.at + 4, this.littleEndian);
      this.at += 8;
      if (item === SEQUENCE_END) break;
      if (item !== ITEM) throw new EndOfFile(tag);
      this.need(length, end, tag);
      fragments.push({ offset, bytes: this.bytes.subarray(this.at, this.at + length) });
      this.at += length;
      if (fragments.length === 1) base = this.at;
    }
    return { tag, vr, value: this.bytes.subarray(start, this.at), items: null, fragments };
  }
}

const broken = (tag: number): Refusal =>
  refuse(
    'truncated',
    tagText(tag),
    `The file breaks off inside ${tagText(tag)}: it was cut short or damaged.`,
  );
