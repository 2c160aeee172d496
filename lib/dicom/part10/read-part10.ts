import { Inflate } from 'fflate';
import { ByteReader, MalformedData, OutOfBytes } from './byte-reader.ts';
import {
  type DataSet,
  DEFLATED_LITTLE_ENDIAN,
  type DicomElement,
  EXPLICIT_BIG_ENDIAN,
  EXPLICIT_LITTLE_ENDIAN,
  encodingOf,
  IMPLICIT_LITTLE_ENDIAN,
  type Part10File,
} from './data-set.ts';
import { DataSetParser, type ParseOptions } from './parse-data-set.ts';
import { asciiText } from './text-value.ts';
import { isKnownVr } from './value-representation.ts';

/** Why bytes are not read as DICOM: the end of the sentence "It could not be read because …". */
export type Refusal = { readonly refusal: string };

export const isRefusal = (outcome: object): outcome is Refusal => 'refusal' in outcome;

/** A few kilobytes can inflate to terabytes. */
const INFLATED_LIMIT = 2 ** 30;
const TRANSFER_SYNTAX = 0x00020010;
const SOP_CLASS = 0x00080016;

const NOT_DICOM: Refusal = {
  refusal: 'it is not DICOM: neither the letters DICM nor a DICOM element stand at its start',
};

/**
 * Reads a DICOM file (PS3.10) or a bare data set. Values are views of `bytes`, not copies. Never throws for bad data.
 * A file that ends too early gives what stands before, with `incomplete` set.
 */
export function readPart10(bytes: Uint8Array, options: ParseOptions = {}): Part10File | Refusal {
  try {
    if (hasPrefix(bytes)) return readFrom(bytes, 132, options);
    // Without the letters DICM only a data set that says what it is counts as DICOM.
    const file = startsWithElement(bytes) ? readFrom(bytes, 0, options) : null;
    return file?.meta.size || file?.body.has(SOP_CLASS) ? file : NOT_DICOM;
  } catch (error) {
    if (error instanceof OutOfBytes) return { refusal: 'it ends within its header' };
    if (error instanceof MalformedData) return { refusal: error.message };
    throw error;
  }
}

function readFrom(bytes: Uint8Array, start: number, options: ParseOptions): Part10File {
  const { meta, end } = readMeta(bytes, start);
  const syntax = asciiText(meta.get(TRANSFER_SYNTAX)) || guessSyntax(bytes, end);
  return readBody(bytes, end, syntax, options, meta);
}

const hasPrefix = (bytes: Uint8Array): boolean =>
  bytes.length >= 132 && String.fromCharCode(...bytes.subarray(128, 132)) === 'DICM';

/** Group 0002 or 0008 in either byte order. */
function startsWithElement(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  const group = first + second;
  return bytes.length > 8 && (first === 0 || second === 0) && (group === 2 || group === 8);
}

/** Group 0002 is explicit little endian in every file (PS3.10 section 7.1); its length is not trusted. */
function readMeta(bytes: Uint8Array, start: number): { meta: DataSet; end: number } {
  const meta = new Map<number, DicomElement>();
  const reader = new ByteReader(bytes, true, start);
  let end = start;
  while (reader.remaining >= 8 && reader.bytes[end] === 2 && reader.bytes[end + 1] === 0) {
    const tag = reader.tag();
    const vr = reader.letters(2);
    const long = ['OB', 'UN', 'UT'].includes(vr);
    if (long) reader.take(2);
    const length = long ? reader.uint32() : reader.uint16();
    meta.set(tag, { kind: 'value', tag, vr, bytes: reader.take(length) });
    end = reader.position;
  }
  return { meta, end };
}

/** The syntax of a data set that does not name it, from the look of its first element. */
function guessSyntax(bytes: Uint8Array, at: number): string {
  if (bytes[at] === 0 && bytes[at + 1] !== 0) return EXPLICIT_BIG_ENDIAN;
  return hasVr(bytes, at) ? EXPLICIT_LITTLE_ENDIAN : IMPLICIT_LITTLE_ENDIAN;
}

const hasVr = (bytes: Uint8Array, at: number): boolean =>
  isKnownVr(String.fromCharCode(...bytes.subarray(at + 4, at + 6)));

function readBody(
  bytes: Uint8Array,
  at: number,
  transferSyntax: string,
  options: ParseOptions,
  meta: DataSet,
): Part10File {
  const deflated = transferSyntax === DEFLATED_LITTLE_ENDIAN;
  const content = deflated ? inflate(bytes.subarray(at)) : { bytes, whole: true };
  const reader = new ByteReader(content.bytes, encodingOf(transferSyntax).littleEndian, deflated ? 0 : at);
  // Some programs write implicit elements under an explicit transfer syntax; the letters of a VR tell.
  const explicit = encodingOf(transferSyntax).explicit && hasVr(content.bytes, reader.position);
  const encoding = { explicit, littleEndian: reader.littleEndian };
  const parser = new DataSetParser(options);
  const body = parser.top(reader, encoding.explicit);
  return { meta, transferSyntax, encoding, body, incomplete: parser.incomplete || !content.whole };
}

/** Raw deflate (PS3.5 annex A.5), as far as it is whole. */
function inflate(compressed: Uint8Array): { bytes: Uint8Array; whole: boolean } {
  const parts: Uint8Array[] = [];
  let length = 0;
  let whole = false;
  const stream = new Inflate((part, final) => {
    length += part.length;
    if (length > INFLATED_LIMIT) throw new MalformedData('it holds more than 1 GiB once inflated');
    parts.push(part);
    whole ||= final;
  });
  try {
    const step = 65_536;
    for (let at = 0; at < compressed.length && !whole; at += step)
      stream.push(compressed.subarray(at, at + step), at + step >= compressed.length);
  } catch (error) {
    if (error instanceof MalformedData) throw error;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, whole };
}
