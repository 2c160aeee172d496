import { stringOf } from './part10/attribute-values.ts';
import type { DataSet, Fault, Part10File } from './part10/data-set.ts';
import { isRefusal, readPart10 } from './part10/read-part10.ts';
import { type Outcome, type Refusal, refuse } from './refusal.ts';
import { TAGS, tagText } from './tags.ts';
import { type TransferSyntax, transferSyntaxOf } from './transfer-syntaxes.ts';

/** A DICOM file (PS3.10) as the viewer uses it: nothing decoded yet. */
export type DicomFile = {
  readonly meta: DataSet;
  readonly set: DataSet;
  readonly syntax: TransferSyntax;
  /** Where the data set broke off, when it did. */
  readonly fault: Refusal | null;
};

/** Reads a file with or without preamble. Refuses what is empty, no DICOM, or has no readable header. */
export function readDicomFile(bytes: Uint8Array): Outcome<DicomFile> {
  const no = (code: Refusal['code'], message: string) => ({
    ok: false as const,
    refusal: refuse(code, null, message),
  });
  if (bytes.length === 0) return no('not-dicom', 'The file is empty.');
  // A Buffer's `slice` shares memory where an array's copies.
  const file = readPart10(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (isRefusal(file)) return no('not-dicom', `The file could not be read as DICOM: ${file.refusal}.`);
  if (file.body.size === 0) return no('not-dicom', 'The file holds no DICOM data element.');
  const { meta, body, fault } = file;
  return { ok: true, value: { meta, set: body, syntax: syntaxOf(file), fault: fault && broken(fault) } };
}

/** The syntax in the encoding that the file really has. */
function syntaxOf({ meta, transferSyntax, encoding }: Part10File): TransferSyntax {
  const syntax = { ...transferSyntaxOf(transferSyntax), ...encoding };
  if (stringOf(meta, TAGS.TransferSyntaxUID) !== '') return syntax;
  return { ...syntax, uid: '', name: `not stated, read as ${syntax.name}` };
}

function broken({ tag, cut, reason }: Fault): Refusal {
  const keyword = tag === null ? null : tagText(tag);
  if (!cut) return refuse('truncated', keyword, `The file is damaged at ${keyword}: ${reason}.`);
  return keyword === null
    ? refuse('truncated', null, `The file was cut short or damaged: ${reason}.`)
    : refuse('truncated', keyword, `The file breaks off inside ${keyword}: it was cut short or damaged.`);
}
