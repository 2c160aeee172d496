import { ByteReader, MalformedData, OutOfBytes } from './byte-reader.ts';
import {
  type DataSet,
  type DicomElement,
  type Encoding,
  isPrivate,
  PIXEL_TAGS,
  tagText,
} from './data-set.ts';
import { hasLongLength } from './value-representation.ts';

/** VR of a standard tag where the file does not say it; `undefined` when unknown. */
export type VrLookup = (tag: number) => string | undefined;

export type ParseOptions = {
  /** Stop before pixel data at the top level. */
  readonly untilPixels?: boolean;
  /** For implicit VR; without it a defined-length sequence stays bytes. */
  readonly vrOf?: VrLookup;
};

const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;
const UNDEFINED = 0xffffffff;
/** Real files nest some ten deep; a hostile one would exhaust the stack. */
const DEEPEST = 48;
const IMPLICIT: Encoding = { explicit: false, littleEndian: true };

type Head = { readonly tag: number; readonly vr: string; readonly length: number };

/** Reads the elements of one file; `incomplete` tells that the bytes ran out. */
export class DataSetParser {
  readonly #options: ParseOptions;
  incomplete = false;

  constructor(options: ParseOptions) {
    this.#options = options;
  }

  /** All elements from the reader's position to the end of its bytes. Throws `MalformedData`. */
  top(reader: ByteReader, explicit: boolean): DataSet {
    const elements = new Map<number, DicomElement>();
    try {
      while (reader.remaining > 0) {
        const head = this.#head(reader, explicit);
        if (this.#options.untilPixels && PIXEL_TAGS.has(head.tag)) break;
        elements.set(head.tag, this.#element(reader, head, explicit, 0));
      }
    } catch (error) {
      if (!(error instanceof OutOfBytes)) throw error;
      this.incomplete = true;
    }
    return elements;
  }

  #head(reader: ByteReader, explicit: boolean): Head {
    const tag = reader.tag();
    // Items and delimiters have no VR in any encoding.
    if (tag >>> 16 === 0xfffe) return { tag, vr: '', length: reader.uint32() };
    if (!explicit) return { tag, vr: this.#implicitVr(tag), length: reader.uint32() };
    const vr = reader.letters(2);
    if (!hasLongLength(vr)) return { tag, vr, length: reader.uint16() };
    reader.take(2);
    return { tag, vr, length: reader.uint32() };
  }

  #implicitVr(tag: number): string {
    return (tag & 0xffff) === 0 ? 'UL' : (this.#options.vrOf?.(tag) ?? 'UN');
  }

  #element(reader: ByteReader, head: Head, explicit: boolean, depth: number): DicomElement {
    const { tag, vr, length } = head;
    if (length === UNDEFINED) return this.#undefinedLength(reader, head, explicit, depth);
    if (vr === 'SQ') {
      const inside = new ByteReader(reader.take(length), reader.littleEndian);
      return { kind: 'sequence', tag, vr, items: this.#items(inside, explicit, depth) };
    }
    const bytes = reader.take(length);
    return (vr === 'UN' && this.#hiddenSequence(tag, bytes, depth)) || { kind: 'value', tag, vr, bytes };
  }

  #undefinedLength(reader: ByteReader, { tag, vr }: Head, explicit: boolean, depth: number): DicomElement {
    if (PIXEL_TAGS.has(tag)) return { kind: 'fragments', tag, vr, fragments: fragmentsOf(reader) };
    if (vr !== 'SQ' && vr !== 'UN')
      throw new MalformedData(`${tagText(tag)} has no length, which only sequences and pixels may lack`);
    // A sequence of unknown VR is encoded in implicit little endian, whatever surrounds it (PS3.5 section 6.2.2).
    const asSent = vr === 'SQ' || !explicit;
    const inside = asSent ? reader : new ByteReader(reader.bytes, true, reader.position);
    const items = this.#items(inside, asSent && explicit, depth);
    reader.position = inside.position;
    return { kind: 'sequence', tag, vr: 'SQ', items };
  }

  /** A standard sequence that some program stored as bytes of unknown VR: its items are elements all the same. */
  #hiddenSequence(tag: number, bytes: Uint8Array, depth: number): DicomElement | undefined {
    if (isPrivate(tag) || this.#options.vrOf?.(tag) !== 'SQ') return undefined;
    try {
      const items = this.#items(new ByteReader(bytes, IMPLICIT.littleEndian), IMPLICIT.explicit, depth);
      return { kind: 'sequence', tag, vr: 'SQ', items };
    } catch {
      return undefined;
    }
  }

  #items(reader: ByteReader, explicit: boolean, depth: number): DataSet[] {
    if (depth >= DEEPEST) throw new MalformedData(`sequences are nested more than ${DEEPEST} deep`);
    const items: DataSet[] = [];
    while (reader.remaining > 0) {
      const tag = reader.tag();
      const length = reader.uint32();
      if (tag === SEQUENCE_END) break;
      if (tag !== ITEM) throw new MalformedData(`${tagText(tag)} stands where an item of a sequence should`);
      items.push(this.#item(reader, length, explicit, depth));
    }
    return items;
  }

  #item(reader: ByteReader, length: number, explicit: boolean, depth: number): DataSet {
    const inside = length === UNDEFINED ? reader : new ByteReader(reader.take(length), reader.littleEndian);
    const elements = new Map<number, DicomElement>();
    while (inside.remaining > 0) {
      const head = this.#head(inside, explicit);
      if (head.tag === ITEM_END) break;
      elements.set(head.tag, this.#element(inside, head, explicit, depth + 1));
    }
    return elements;
  }
}

/** PS3.5 annex A.4: items of bytes, closed by a sequence delimiter. */
function fragmentsOf(reader: ByteReader): Uint8Array[] {
  const fragments: Uint8Array[] = [];
  for (;;) {
    const tag = reader.tag();
    const length = reader.uint32();
    if (tag === SEQUENCE_END) return fragments;
    if (tag !== ITEM) throw new MalformedData(`${tagText(tag)} stands where a fragment of the pixels should`);
    fragments.push(reader.take(length));
  }
}
