import { type DeviceKind, deviceKindOf } from './device-kind.ts';
import { type GenomicKind, genomicKindOf } from './genomic-kind.ts';

/** What a file is by its first bytes, and by its name where these do not tell. */
export type FileKind = 'zip' | 'dicom' | 'fhir' | GenomicKind | DeviceKind | 'other';

const SNIFFED = 512;
const GZIP = '1f8b';
const UTF_16 = ['fffe', 'feff'];
/** Local file header, or the end record of an empty archive. */
const ZIP = ['504b0304', '504b0506'];

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** A data set without a preamble begins in group 2 or 8, in either byte order. */
const startsWithElement = (head: Uint8Array): boolean => {
  const group = (head[0] ?? 0) + (head[1] ?? 0);
  return head.length > 16 && (head[0] === 0 || head[1] === 0) && (group === 2 || group === 8);
};

const isDicom = (head: Uint8Array, name: string): boolean =>
  ascii(head.subarray(128, 132)) === 'DICM' || startsWithElement(head) || /\.(dcm|dicom)$/i.test(name);

/** FHIR files may be empty, gzip or broken: their own reader says what is wrong with them. */
const isFhir = (head: Uint8Array, name: string): boolean =>
  head.length === 0 ||
  [GZIP, ...UTF_16].includes(hex(head.subarray(0, 2))) ||
  /\.(json|ndjson|jsonl|gz)$/i.test(name) ||
  /^(\u00ef\u00bb\u00bf)?\s*[{[]/.test(ascii(head));

/** Which reader a file goes to. */
export async function kindOf(file: Blob, name: string): Promise<FileKind> {
  const head = new Uint8Array(await file.slice(0, SNIFFED).arrayBuffer());
  if (ZIP.includes(hex(head.subarray(0, 4)))) return 'zip';
  if (isDicom(head, name)) return 'dicom';
  const genomic = await genomicKindOf(file);
  if (genomic) return genomic;
  if (isFhir(head, name)) return 'fhir';
  return (await deviceKindOf(file)) ?? 'other';
}
