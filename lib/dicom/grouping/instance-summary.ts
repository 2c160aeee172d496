import type { TextDoubt } from '../part10/character-set.ts';
import type { DataSet, Part10File } from '../part10/data-set.ts';
import { numberOf } from '../part10/numeric-value.ts';
import { isRefusal, type Refusal, readPart10 } from '../part10/read-part10.ts';
import { asciiText, characterSetOf, doubtedText, textOf } from '../part10/text-value.ts';

/** Whom a file says it is about, as written; empty where it says nothing. */
export type NamedPatient = {
  readonly id: string;
  readonly issuer: string;
  /** `Family^Given`, in each of its writings, `=` between them. */
  readonly name: string;
  /** `YYYYMMDD`. */
  readonly birthDate: string;
  readonly sex: string;
};

/** What a list needs to know of one file; what the file does not say is empty. */
export type InstanceSummary = {
  readonly patient: NamedPatient;
  /** What is doubtful of the letters in the patient's name. */
  readonly nameDoubt: TextDoubt | null;
  readonly studyUid: string;
  readonly studyDate: string;
  /** `HHMMSS`, as written. */
  readonly studyTime: string;
  /** `&ZZXX`, when the file states its zone (0008,0201). */
  readonly zone: string;
  readonly studyDescription: string;
  readonly seriesUid: string;
  readonly seriesNumber: number | null;
  readonly seriesDescription: string;
  readonly dicomModality: string;
  readonly instanceUid: string;
  readonly sopClass: string;
  readonly instanceNumber: number | null;
  readonly rows: number | null;
  readonly columns: number | null;
  readonly frames: number;
  readonly transferSyntax: string;
};

/** DICOMDIR: a list of files, no file of a patient (PS3.10 section 8.6). */
const MEDIA_DIRECTORY = '1.2.840.10008.1.3.10';
/** Most headers are shorter; a longer one is read on. */
const FIRST_READ = 64 * 1024;

function patientOf(body: DataSet, characterSet: readonly string[]): NamedPatient {
  const text = (tag: number) => textOf(body.get(tag), characterSet);
  return {
    id: text(0x00100020),
    issuer: text(0x00100021),
    name: text(0x00100010)
      .split('=')
      .map((writing) => writing.replace(/[\^ ]+$/, ''))
      .join('=')
      .replace(/=+$/, ''),
    birthDate: asciiText(body.get(0x00100030)),
    sex: asciiText(body.get(0x00100040)),
  };
}

function summaryOf({ body, transferSyntax }: Part10File): InstanceSummary {
  const characterSet = characterSetOf(body);
  const text = (tag: number) => textOf(body.get(tag), characterSet);
  const code = (tag: number) => asciiText(body.get(tag));
  const number = (tag: number) => numberOf(body.get(tag)) ?? null;
  return {
    patient: patientOf(body, characterSet),
    nameDoubt: doubtedText(body.get(0x00100010), characterSet).doubt,
    studyUid: code(0x0020000d),
    studyDate: code(0x00080020),
    studyTime: code(0x00080030),
    zone: code(0x00080201),
    studyDescription: text(0x00081030),
    seriesUid: code(0x0020000e),
    seriesNumber: number(0x00200011),
    seriesDescription: text(0x0008103e),
    dicomModality: code(0x00080060),
    instanceUid: code(0x00080018),
    sopClass: code(0x00080016),
    instanceNumber: number(0x00200013),
    rows: number(0x00280010),
    columns: number(0x00280011),
    frames: number(0x00280008) ?? 1,
    transferSyntax,
  };
}

type ReadInstance =
  | { readonly kind: 'instance'; readonly summary: InstanceSummary }
  /** A DICOMDIR and the files that it lists. */
  | { readonly kind: 'directory'; readonly listed: readonly string[] };

const DIRECTORY_RECORDS = 0x00041220;
const REFERENCED_FILE = 0x00041500;

/** File names of a DICOMDIR's records, in the order of the file; the offsets that link the records are not followed. */
function listedFiles(body: DataSet): string[] {
  const records = body.get(DIRECTORY_RECORDS);
  if (records?.kind !== 'sequence') return [];
  return records.items
    .map((record) => asciiText(record.get(REFERENCED_FILE)))
    .filter((path) => path !== '')
    .map((path) => path.split('\\').join('/'));
}

/** The binary numbers read here: an implicit file does not say that they are. */
const WORDS: ReadonlyMap<number, string> = new Map([
  [0x00280010, 'US'],
  [0x00280011, 'US'],
]);

async function headerOf(file: Blob): Promise<Part10File | Refusal> {
  for (let length = FIRST_READ; ; length *= 16) {
    const bytes = new Uint8Array(await file.slice(0, length).arrayBuffer());
    const header = readPart10(bytes, { untilPixels: true, vrOf: (tag) => WORDS.get(tag) });
    const isCut = isRefusal(header) ? header.cut : header.fault?.cut;
    if (!isCut || length >= file.size) return header;
  }
}

/** The identifiers that a file must have (PS3.3 sections C.7.2.1, C.7.3.1 and C.12.1). */
const IDENTIFIERS = [
  ['Study Instance UID (0020,000D)', 'studyUid'],
  ['Series Instance UID (0020,000E)', 'seriesUid'],
  ['SOP Instance UID (0008,0018)', 'instanceUid'],
] as const;

/** The first identifier that a file lacks, by its name; `undefined` when it has all of them. */
export const lackingIdentifier = (summary: InstanceSummary): string | undefined =>
  IDENTIFIERS.find(([, key]) => summary[key] === '')?.[0];

/** Why a header tells too little of its file to list it; `undefined` when it tells enough. */
function unlistable(summary: InstanceSummary, brokenOff: boolean): string | undefined {
  const lacking = lackingIdentifier(summary);
  if (lacking && brokenOff) return `it has no ${lacking} before it breaks off`;
  const isObject = summary.sopClass !== '' || summary.instanceUid !== '' || summary.rows !== null;
  return isObject ? undefined : 'it has neither a SOP Class UID (0008,0016) nor a picture';
}

/** What a DICOM file is, from its header alone: pixels are not read. Never throws for bad data. */
export async function readInstance(file: Blob): Promise<ReadInstance | Refusal> {
  const header = await headerOf(file);
  if (isRefusal(header)) return header;
  const mediaClass = asciiText(header.meta.get(0x00020002));
  if (mediaClass === MEDIA_DIRECTORY || header.body.has(DIRECTORY_RECORDS))
    return { kind: 'directory', listed: listedFiles(header.body) };
  const summary = summaryOf(header);
  const refusal = unlistable(summary, header.fault !== null);
  return refusal === undefined ? { kind: 'instance', summary } : { refusal };
}
