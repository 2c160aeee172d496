import { isTagged } from '#lib/clinical/tagged-error.ts';
import { ByteReader, type MalformedData, OutOfBytes } from './byte-reader.ts';
import {
  type DataSet,
  DEFLATED_LITTLE_ENDIAN,
  EXPLICIT_BIG_ENDIAN,
  EXPLICIT_LITTLE_ENDIAN,
  encodingOf,
  type Fault,
  IMPLICIT_LITTLE_ENDIAN,
  type Part10File,
  PIXEL_TAGS,
} from './data-set.ts';
import { inflate } from './inflate.ts';
import { DataSetParser, type ParseOptions } from './parse-data-set.ts';
import { asciiText } from './text-value.ts';
import { isKnownVr } from './value-representation.ts';

/** Why bytes are not read as DICOM. */
export type Refusal = {
  /** The end of the sentence "It could not be read because …". */
  readonly refusal: string;
  /** The bytes ran out: more of the file may tell more. */
  readonly cut?: true;
};

export const isRefusal = (outcome: object): outcome is Refusal => 'refusal' in outcome;

/** The largest real deflated file is a long cine. */
const INFLATED_LIMIT = 2 ** 30;
const TRANSFER_SYNTAX = 0x00020010;
const SOP_CLASS = 0x00080016;
const ROWS = 0x00280010;

const DEFLATE_CUT: Fault = {
  tag: null,
  cut: true,
  reason: 'it ends within its deflated data, or they are damaged',
};
const NOT_DICOM: Refusal = {
  refusal: 'it is not DICOM: neither the letters DICM nor a DICOM element stand at its start',
};

/**
 * Reads a DICOM file (PS3.10) or a bare data set. Values are views of `bytes`, not copies. Never throws for bad data.
 * A file that breaks off gives what stands before, with a `fault`.
 */
export function readPart10(bytes: Uint8Array, options: ParseOptions = {}): Part10File | Refusal {
  try {
    if (hasPrefix(bytes)) return orRefusal(readFrom(bytes, 132, options));
    // Without the letters DICM only a data set that says what it is counts as DICOM.
    const file = startsWithElement(bytes) ? readFrom(bytes, 0, options) : null;
    return file && isDataSet(file) ? orRefusal(file) : NOT_DICOM;
  } catch (error) {
    if (isTagged<OutOfBytes>(error, 'OutOfBytes')) return { refusal: 'it ends within its header', cut: true };
    if (isTagged<MalformedData>(error, 'MalformedData')) return { refusal: error.message };
    throw error;
  }
}

const isDataSet = ({ meta, body }: Part10File): boolean =>
  meta.size > 0 || body.has(SOP_CLASS) || body.has(ROWS);

const orRefusal = (file: Part10File): Part10File | Refusal =>
  file.fault && file.body.size === 0
    ? { refusal: file.fault.reason, ...(file.fault.cut ? { cut: true } : {}) }
    : file;

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
  const reader = new ByteReader(bytes, true, start);
  const parser = new DataSetParser({});
  const meta = parser.top(reader, true, (tag) => tag >>> 16 !== 2);
  if (parser.fault?.tag) throw new OutOfBytes(parser.fault.reason);
  return { meta, end: reader.position };
}

/** The syntax of a data set that does not name it, from the look of its first element. */
function guessSyntax(bytes: Uint8Array, at: number): string {
  if (bytes[at] === 0 && bytes[at + 1] !== 0) return EXPLICIT_BIG_ENDIAN;
  return hasVr(bytes, at) ? EXPLICIT_LITTLE_ENDIAN : IMPLICIT_LITTLE_ENDIAN;
}

const lettersAt = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at + 4, at + 6));
const hasVr = (bytes: Uint8Array, at: number): boolean => isKnownVr(lettersAt(bytes, at));

/** Some programs name one encoding and use the other; the first element shows which. */
function isExplicit(bytes: Uint8Array, at: number, declared: boolean): boolean {
  if (bytes.length - at < 8) return declared;
  return declared ? /^[A-Z]{2}$/.test(lettersAt(bytes, at)) : hasVr(bytes, at);
}

function readBody(
  bytes: Uint8Array,
  at: number,
  transferSyntax: string,
  options: ParseOptions,
  meta: DataSet,
): Part10File {
  const deflated = transferSyntax === DEFLATED_LITTLE_ENDIAN;
  const content = deflated ? inflate(bytes.subarray(at), INFLATED_LIMIT) : { bytes, whole: true };
  const reader = new ByteReader(content.bytes, encodingOf(transferSyntax).littleEndian, deflated ? 0 : at);
  const explicit = isExplicit(content.bytes, reader.position, encodingOf(transferSyntax).explicit);
  const encoding = { explicit, littleEndian: reader.littleEndian };
  const parser = new DataSetParser(options);
  const body = parser.top(reader, explicit, (tag) => options.untilPixels === true && PIXEL_TAGS.has(tag));
  const fault = parser.fault ?? (content.whole ? null : DEFLATE_CUT);
  return { meta, transferSyntax, encoding, body, fault };
}
