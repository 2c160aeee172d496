import { isTagged } from '#lib/clinical/tagged-error.ts';
import { ByteReader, MalformedData, type OutOfBytes } from './byte-reader.ts';
import { type DataSet, type DicomElement, type Fault, PIXEL_TAGS, tagText } from './data-set.ts';
import { hasLongLength, isKnownVr } from './value-representation.ts';

/** VR of a standard tag where the file does not say it; `undefined` when unknown. */
type VrLookup = (tag: number) => string | undefined;

export type ParseOptions = {
  /** Stop before pixel data at the top level. */
  readonly untilPixels?: boolean;
  /** For implicit VR; without it only sequences are told from other values, by their bytes. */
  readonly vrOf?: VrLookup;
};

const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;
const UNDEFINED = 0xffffffff;
/** Real files nest some ten deep; a hostile one would exhaust the stack. */
const DEEPEST = 48;

type Head = { readonly tag: number; readonly vr: string; readonly length: number };

/** Reads the elements of one file; `fault` tells where and why they break off. */
export class DataSetParser {
  readonly #options: ParseOptions;
  fault: Fault | null = null;

  constructor(options: ParseOptions) {
    this.#options = options;
  }

  /**
   * The elements from the reader's position to the end of its bytes, to a tag that `stop` names, or to a fault. Leaves
   * the reader before the element that stopped it.
   */
  top(reader: ByteReader, explicit: boolean, stop: (tag: number) => boolean): DataSet {
    const elements = new Map<number, DicomElement>();
    let tag: number | null = null;
    try {
      while (reader.remaining > 0) {
        const start = reader.position;
        tag = null;
        tag = reader.tag();
        reader.position = start;
        if (stop(tag)) break;
        const head = this.#head(reader, explicit);
        elements.set(tag, this.#element(reader, head, explicit, 0));
      }
    } catch (error) {
      this.fault = faultOf(error, tag);
    }
    return elements;
  }

  #head(reader: ByteReader, explicit: boolean): Head {
    const tag = reader.tag();
    // Items and delimiters have no VR in any encoding.
    if (tag >>> 16 === 0xfffe) return { tag, vr: '', length: reader.uint32() };
    if (!explicit) return { tag, vr: this.#implicitVr(tag), length: reader.uint32() };
    const start = reader.position;
    const vr = reader.letters(2);
    // An element without a representation among others that have one is an implicit one.
    if (!/^[ -~]{2}$/.test(vr)) {
      reader.position = start;
      return { tag, vr: this.#implicitVr(tag), length: reader.uint32() };
    }
    const short = reader.uint16();
    // A VR of a later standard has two reserved bytes; where they are in use, some program gave it a short length.
    if (!hasLongLength(vr) || (short !== 0 && !isKnownVr(vr))) return { tag, vr, length: short };
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
    const { littleEndian } = reader;
    return (
      (vr === 'UN' && this.#hiddenSequence(tag, bytes, littleEndian || explicit, depth)) || {
        kind: 'value',
        tag,
        vr,
        bytes,
        ...(littleEndian ? {} : { bigEndian: true }),
      }
    );
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

  /**
   * A sequence in an implicit file, or one that a program stored as bytes of unknown VR: its first item shows it. Inside
   * it should be implicit (PS3.5 section 6.2.2); some programs write explicit items there.
   */
  #hiddenSequence(
    tag: number,
    bytes: Uint8Array,
    littleEndian: boolean,
    depth: number,
  ): DicomElement | undefined {
    if (PIXEL_TAGS.has(tag) || !beginsWithItem(bytes, littleEndian)) return undefined;
    const explicit = isKnownVr(String.fromCharCode(...bytes.subarray(12, 14)));
    try {
      return {
        kind: 'sequence',
        tag,
        vr: 'SQ',
        items: this.#items(new ByteReader(bytes, littleEndian), explicit, depth),
      };
    } catch (error) {
      if (!isOfData(error)) throw error;
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

const isOfData = (error: unknown): boolean =>
  isTagged<OutOfBytes>(error, 'OutOfBytes') || isTagged<MalformedData>(error, 'MalformedData');

function faultOf(error: unknown, tag: number | null): Fault {
  const where = tag === null ? 'an element' : tagText(tag);
  if (isTagged<OutOfBytes>(error, 'OutOfBytes')) return { tag, cut: true, reason: `it ends within ${where}` };
  if (isTagged<MalformedData>(error, 'MalformedData')) return { tag, cut: false, reason: error.message };
  throw error;
}

function beginsWithItem(bytes: Uint8Array, littleEndian: boolean): boolean {
  if (bytes.length < 8) return false;
  const reader = new ByteReader(bytes, littleEndian);
  if (reader.tag() !== ITEM) return false;
  const length = reader.uint32();
  return length === UNDEFINED || length <= reader.remaining;
}

/** PS3.5 annex A.4: items of bytes, closed by a sequence delimiter, which may be lost with the end of the file. */
function fragmentsOf(reader: ByteReader): Uint8Array[] {
  const fragments: Uint8Array[] = [];
  while (reader.remaining >= 8) {
    const tag = reader.tag();
    const length = reader.uint32();
    if (tag === SEQUENCE_END) return fragments;
    if (tag !== ITEM) throw new MalformedData(`${tagText(tag)} stands where a fragment of the pixels should`);
    fragments.push(reader.take(length));
  }
  reader.take(reader.remaining);
  return fragments;
}
