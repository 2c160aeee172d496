import { Inflate } from 'fflate';
import { type DataSet, stringOf } from './data-set.ts';
import { readElements } from './read-elements.ts';
import { type Outcome, outcomeOf, type Refusal, reject } from './refusal.ts';
import { TAGS } from './tags.ts';
import { EXPLICIT, IMPLICIT, type TransferSyntax, transferSyntaxOf } from './transfer-syntaxes.ts';

/** A DICOM file (PS3.10) taken apart: nothing decoded yet. */
export type DicomFile = {
  readonly meta: DataSet;
  readonly set: DataSet;
  readonly syntax: TransferSyntax;
  /** Where the data set broke off, when it did. */
  readonly fault: Refusal | null;
};

const PREAMBLE = 128;
/** What a deflated file may grow to; the largest real one is a long cine. */
const MAX_INFLATED = 1 << 30;

/** Reads a file with or without preamble. Refuses what is empty, no DICOM, or has no readable header. */
export const readPart10 = (bytes: Uint8Array): Outcome<DicomFile> =>
  // A Buffer's `slice` shares memory where an array's copies.
  outcomeOf(() => readFile(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)));

function readFile(bytes: Uint8Array): DicomFile {
  if (bytes.length === 0) reject('not-dicom', null, 'The file is empty.');
  const start = startOf(bytes);
  const { set: meta, end } = readElements(bytes, EXPLICIT, start, (tag) => tag >>> 16 !== 2);
  const uid = stringOf(meta, TAGS.TransferSyntaxUID);
  const declared = uid === '' ? null : transferSyntaxOf(uid);
  const body = declared?.deflated ? inflate(bytes.subarray(end)) : bytes.subarray(end);
  const syntax = declared ? { ...declared, ...actualEncoding(body, declared) } : guessSyntax(body);
  const { set, fault } = readElements(body, syntax, 0);
  if (set.elements.size === 0)
    reject(
      fault ? 'truncated' : 'not-dicom',
      null,
      fault ? 'The file ends within its header: it was cut short.' : 'The file holds no DICOM data element.',
    );
  return { meta, set, syntax, fault };
}

const hasMark = (bytes: Uint8Array): boolean =>
  String.fromCharCode(...bytes.subarray(PREAMBLE, PREAMBLE + 4)) === 'DICM';

/** Old software leaves out the preamble: such a file begins with an element of group 2 or 8. */
function startOf(bytes: Uint8Array): number {
  if (hasMark(bytes)) return PREAMBLE + 4;
  const [low = 0, high = 0, element = 0, page = 0] = bytes;
  const small = (low === 2 || low === 8) && high === 0 && page === 0 && element < 0x20;
  if (bytes.length >= 16 && small && /^[A-Z]{2}$/.test(vrAt(bytes, 0))) return 0;
  if (bytes.length >= 16 && small && new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true) <= 64)
    return 0;
  return reject('not-dicom', null, 'This is no DICOM file: the mark “DICM” is missing at byte 128.');
}

const vrAt = (bytes: Uint8Array, offset: number): string =>
  String.fromCharCode(bytes[offset + 4] ?? 0, bytes[offset + 5] ?? 0);

const VALUE_REPRESENTATION =
  /^(AE|AS|AT|CS|DA|DS|DT|FL|FD|IS|LO|LT|OB|OD|OF|OL|OV|OW|PN|SH|SL|SQ|SS|ST|SV|TM|UC|UI|UL|UN|UR|US|UT|UV)$/;

/** Some writers name one encoding and use the other; the first element shows which one it is. */
function actualEncoding(body: Uint8Array, declared: TransferSyntax) {
  const vr = vrAt(body, 0);
  const isNamed = declared.explicit ? /^[A-Z]{2}$/.test(vr) : VALUE_REPRESENTATION.test(vr);
  return { explicit: body.length < 8 ? declared.explicit : isNamed };
}

function guessSyntax(body: Uint8Array): TransferSyntax {
  const base = VALUE_REPRESENTATION.test(vrAt(body, 0)) ? EXPLICIT : IMPLICIT;
  // The first group of a data set is 8: in big endian its first byte is 0.
  const littleEndian = (body[0] ?? 0) !== 0;
  return { ...base, uid: '', name: `not stated, read as ${base.name}`, littleEndian };
}

/** Raw deflate (PS3.5 annex A.5), stopped before a small file can fill the memory. */
export function inflate(bytes: Uint8Array, limit = MAX_INFLATED): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream = new Inflate((chunk) => {
    size += chunk.length;
    if (size > limit) reject('size', null, `The deflated data grow beyond ${limit >> 20} MiB.`);
    chunks.push(chunk);
  });
  const step = 1 << 16;
  try {
    for (let at = 0; at < bytes.length; at += step)
      stream.push(bytes.subarray(at, at + step), at + step >= bytes.length);
  } catch (cause) {
    if (cause instanceof Error && 'refusal' in cause) throw cause;
    reject('truncated', null, 'The deflated data are damaged or cut short.');
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
