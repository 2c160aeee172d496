import { inflate } from '#lib/genomics/inflate.ts';
import { beginningOf } from '#lib/signal/readers/text-of.ts';
import { type DeviceKind, deviceKindOf } from './devices/device-kind.ts';
import { type GenomicKind, genomicKindOf } from './genomes/genomic-kind.ts';
import { byJson } from './kinds/json-kinds.ts';
import type { KnownKind } from './kinds/known-kind.ts';
import { isUnknown, kindOfBeginning } from './known-kinds.ts';

/** What a file is by its first bytes, and by its name where these do not tell. */
export type FileKind =
  | { readonly kind: 'zip' | 'dicom' | 'fhir' | GenomicKind | DeviceKind }
  | { readonly kind: 'other'; readonly of: KnownKind };

/** Enough for a preamble of DICOM: a folder can hold thousands of its files. */
const MAGIC = 512;
/** Before its first record an Apple Health export has a document type of some 10 kB. */
const SNIFFED = 1 << 16;
const GZIP = '1f8b';
/** Local file header, or the end record of an empty archive. */
const ZIP = ['504b0304', '504b0506'];

const COMPRESSED_DEVICE: KnownKind = {
  what: 'a wearable’s file, compressed with gzip',
  instead: 'unpack it to open it here',
};

const beginningBytes = async (file: Blob, length: number): Promise<Uint8Array> =>
  new Uint8Array(await file.slice(0, length).arrayBuffer());

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** A data set without a preamble begins in group 2 or 8, in either byte order. */
const startsWithElement = (head: Uint8Array): boolean => {
  const group = (head[0] ?? 0) + (head[1] ?? 0);
  return head.length > 16 && (head[0] === 0 || head[1] === 0) && (group === 2 || group === 8);
};

const isDicom = (head: Uint8Array): boolean =>
  ascii(head.subarray(128, 132)) === 'DICM' || startsWithElement(head);

/** JSON that may be FHIR, whole or broken: its own reader says what is wrong with it. */
const isJson = (text: string): boolean => /^\uFEFF?\s*(\{\s*("|\}|$)|\[\s*([{[\]"\d-]|$))/.test(text);

/** The first bytes of a gzip file inflated; `undefined`: it is damaged there. */
async function inflatedHead(file: Blob): Promise<Uint8Array | undefined> {
  for await (const piece of inflate(file.slice(0, SNIFFED)))
    return 'stopped' in piece ? undefined : piece.bytes.subarray(0, SNIFFED);
  return undefined;
}

/** Compressed FHIR; what is damaged its reader says. Other kinds are named and not read. */
async function insideGzip(file: Blob, name: string): Promise<FileKind> {
  const head = await inflatedHead(file);
  const text = head && beginningOf(head);
  if (!head || text === undefined || isJson(text) || /\.(json|ndjson|jsonl)\.gz$/i.test(name))
    return { kind: 'fhir' };
  if (deviceKindOf(text)) return { kind: 'other', of: COMPRESSED_DEVICE };
  const { what, instead } = kindOfBeginning(head, text);
  return { kind: 'other', of: { what: `${what}, compressed with gzip`, instead } };
}

/** A line of a chart has commas and dates and measures as the head of a table has: JSON is none but Fitbit's. */
function deviceIn(text: string): DeviceKind | undefined {
  const device = deviceKindOf(text);
  return device !== 'fitbit-json' && isJson(text) ? undefined : device;
}

const isNamedFhir = (name: string): boolean => /\.(json|ndjson|jsonl)$/i.test(name);
const isNamedDicom = (name: string): boolean => /\.(dcm|dicom)$/i.test(name);

/** A name counts only where the bytes tell nothing: its reader then says what is broken. */
function byName(of: KnownKind, name: string): FileKind {
  if (of.guessed && isNamedFhir(name)) return { kind: 'fhir' };
  return isUnknown(of) && isNamedDicom(name) ? { kind: 'dicom' } : { kind: 'other', of };
}

async function kindOfJson(file: Blob, head: string): Promise<FileKind> {
  const of = await byJson(file, head);
  return of ? { kind: 'other', of } : { kind: 'fhir' };
}

/** Which reader a file goes to, or what it is when there is none. */
export async function kindOf(file: Blob, name: string): Promise<FileKind> {
  const first = await beginningBytes(file, MAGIC);
  if (ZIP.includes(hex(first.subarray(0, 4)))) return { kind: 'zip' };
  if (isDicom(first)) return { kind: 'dicom' };
  const genomic = await genomicKindOf(file);
  if (genomic) return { kind: genomic };
  if (hex(first.subarray(0, 2)) === GZIP) return insideGzip(file, name);
  const head = await beginningBytes(file, SNIFFED);
  const text = beginningOf(head);
  const device = deviceIn(text);
  if (device) return { kind: device };
  return isJson(text) ? kindOfJson(file, text) : byName(kindOfBeginning(head, text), name);
}

/** What a file is that was taken for DICOM and is none. */
export async function whatIsNot(file: Blob): Promise<KnownKind> {
  const head = await beginningBytes(file, SNIFFED);
  return kindOfBeginning(head, beginningOf(head));
}
