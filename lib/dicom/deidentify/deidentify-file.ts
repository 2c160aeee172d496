import { isTagged } from '#lib/clinical/tagged-error.ts';
import { vrOf } from '../dictionary.ts';
import {
  type DataSet,
  DEFLATED_LITTLE_ENDIAN,
  type DicomElement,
  EXPLICIT_LITTLE_ENDIAN,
  type Part10File,
  PIXEL_DATA,
  tagText,
} from '../part10/data-set.ts';
import { isRefusal, type Refusal, readPart10 } from '../part10/read-part10.ts';
import { asciiText, characterSetOf, textOf } from '../part10/text-value.ts';
import { writePart10 } from '../part10/write-part10.ts';
import type { RefusedError } from '../refusal.ts';
import { blankOutside, type DecodedPixels, type PixelDecoder, RLE_LOSSLESS } from './blank-pixels.ts';
import { type Change, describeValue, nameOf } from './change.ts';
import {
  type CleaningContext,
  cleanDataSet,
  type DeidentifyOptions,
  scrubTexts,
  uidsToReplace,
} from './clean-data-set.ts';
import { IdentifyingText } from './identifying-text.ts';
import { methodElements } from './method-elements.ts';
import { pixelPolicy } from './pixel-text.ts';
import { makePseudonyms } from './pseudonyms.ts';
import { withoutComments } from './stream-comments.ts';
import { withoutUnusedBits } from './unused-bits.ts';

export type DeidentifyRequest = DeidentifyOptions & {
  /** At least 16 random bytes, kept for as long as replacements must be the same. */
  readonly secret: Uint8Array<ArrayBuffer>;
  /** Someone has looked at the pictures whose pixels may hold text: they are taken along as they are. */
  readonly unsurePixels: 'refuse' | 'keep';
  readonly decodePixels: PixelDecoder;
};

export type DeidentifiedFile = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly changes: readonly Change[];
  readonly patientCode: string;
  readonly study: string;
  readonly series: string;
  readonly instance: string;
};

const SOP_CLASS = 0x00080016;
const ENCAPSULATED_DOCUMENT = 0x00420011;
const DIRECTORY_RECORDS = 0x00041220;
const TOP = { path: '', characterSet: [] };

/** Files that this profile cannot clean: their content is a document or a list of other files. */
function unfit(file: Part10File): Refusal | null {
  if (file.fault)
    return {
      refusal: `${file.fault.cut ? 'it ends too early' : file.fault.reason}, so it cannot be shown that nothing was left in it`,
    };
  if (file.body.has(ENCAPSULATED_DOCUMENT))
    return { refusal: 'it holds a document, whose text cannot be cleaned' };
  if (file.body.has(DIRECTORY_RECORDS)) return { refusal: 'it is a list of files (DICOMDIR)' };
  return asciiText(file.body.get(SOP_CLASS)) === ''
    ? { refusal: 'it does not say what it is (0008,0016)' }
    : null;
}

function patientKey(body: DataSet): string {
  const characterSet = characterSetOf(body);
  const [id, issuer, name, birth] = [0x00100020, 0x00100021, 0x00100010, 0x00100030].map((tag) =>
    textOf(body.get(tag), characterSet),
  );
  // A number is the same person's in every study; without one, only the same name and birth date are.
  return JSON.stringify(id ? [id, issuer] : ['', '', name, birth]);
}

/** The syntax that a file is written in: deflated ones are stored plain, and a wrongly named encoding is put right. */
const writtenSyntax = ({ transferSyntax }: Part10File): string =>
  transferSyntax === DEFLATED_LITTLE_ENDIAN ? EXPLICIT_LITTLE_ENDIAN : transferSyntax;

type Pixels = { readonly elements: readonly DicomElement[]; readonly blanked: boolean };

async function cleanPixels(
  original: Uint8Array<ArrayBuffer>,
  file: Part10File,
  { unsurePixels, decodePixels }: DeidentifyRequest,
): Promise<Pixels | Refusal> {
  const policy = pixelPolicy(file);
  if (policy.kind === 'unsure' && unsurePixels === 'refuse') return { refusal: policy.because };
  if (policy.kind !== 'blank-outside') return keptPixels(file);
  const pixels: DecodedPixels | Refusal = await decodePixels(original);
  if (isRefusal(pixels)) return { refusal: `its pixels cannot be blanked: ${pixels.refusal}` };
  const elements = await blankOutside(file.body, pixels, policy.regions);
  return isRefusal(elements) ? elements : { elements, blanked: true };
}

/** Pixels that stay as they are to look at: without what lies in unused bits and in the comments of compressed frames. */
function keptPixels({ body, transferSyntax }: Part10File): Pixels | Refusal {
  try {
    const element = withoutUnusedBits(body, transferSyntax) ?? body.get(PIXEL_DATA);
    if (element?.kind !== 'fragments')
      return { elements: element && element !== body.get(PIXEL_DATA) ? [element] : [], blanked: false };
    const fragments = element.fragments.map((fragment) => withoutComments(fragment) ?? fragment);
    const isSame = fragments.every((fragment, k) => fragment === element.fragments[k]);
    const isKept = isSame && element === body.get(PIXEL_DATA);
    return { elements: isKept ? [] : [{ ...element, fragments }], blanked: false };
  } catch (error) {
    if (!isTagged<RefusedError>(error, 'RefusedError')) throw error;
    return { refusal: 'its pixels could not be searched for what lies in unused bits' };
  }
}

/** Adds or replaces elements at the top level and notes it. */
function put(body: DataSet, elements: readonly DicomElement[], { changes }: CleaningContext): DataSet {
  const characterSet = characterSetOf(body);
  const describe = (one: DicomElement | undefined) => (one ? describeValue(one, one.vr, characterSet) : '');
  for (const element of elements) {
    const { tag, vr } = element;
    const [before, after] = [describe(body.get(tag)), describe(element)];
    const isPixels = tag === PIXEL_DATA;
    const action = isPixels ? 'blanked' : body.has(tag) ? 'replaced' : 'added';
    if (isPixels || before !== after)
      changes.push({ path: tagText(tag), name: nameOf(tag), vr, action, before, after });
  }
  return new Map([...body, ...elements.map((element) => [element.tag, element] as const)]);
}

/**
 * A copy of a DICOM file without what names the patient or anyone else: PS3.15 annex E, Basic Application Level
 * Confidentiality Profile with the Clean Pixel Data option for ultrasound. Values that are kept are the file's own bytes.
 * Refuses what cannot be cleaned for sure. Never throws for bad data.
 */
export async function deidentifyFile(
  original: Uint8Array<ArrayBuffer>,
  request: DeidentifyRequest,
): Promise<DeidentifiedFile | Refusal> {
  const file = readPart10(original, { vrOf });
  if (isRefusal(file)) return file;
  const refused = unfit(file);
  if (refused) return refused;
  const pixels = await cleanPixels(original, file, request);
  if (isRefusal(pixels)) return pixels;
  const context: CleaningContext = {
    options: request,
    pseudonyms: await makePseudonyms(
      request.secret,
      patientKey(file.body),
      new Set(uidsToReplace(file.body)),
    ),
    identifying: new IdentifyingText(),
    changes: [],
  };
  const cleaned = scrubTexts(cleanDataSet(file.body, context, TOP), context, TOP);
  const additions = [...pixels.elements, ...methodElements(request, pixels.blanked)];
  const body = put(cleaned, additions, context);
  const uid = (tag: number) => asciiText(body.get(tag));
  const transferSyntax = pixels.blanked ? RLE_LOSSLESS : writtenSyntax(file);
  const [sopClass, instance] = [uid(SOP_CLASS), uid(0x00080018)];
  return {
    bytes: writePart10({ sopClass, sopInstance: instance, transferSyntax, body }),
    changes: context.changes,
    patientCode: context.pseudonyms.patientCode,
    study: uid(0x0020000d),
    series: uid(0x0020000e),
    instance,
  };
}
