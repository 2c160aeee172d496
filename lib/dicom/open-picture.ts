import { type DicomFile, readDicomFile } from './dicom-file.ts';
import { locateFrames } from './frame-bytes.ts';
import { readPalette } from './palette.ts';
import { stringOf } from './part10/attribute-values.ts';
import type { DicomElement } from './part10/data-set.ts';
import type { Picture } from './picture.ts';
import { readPixelFormat } from './pixel-format.ts';
import { type Outcome, outcomeOf, RefusedError, reject } from './refusal.ts';
import { TAGS } from './tags.ts';

/** A file's picture, or why it has none that could be right; nothing is decoded yet. */
export function openPicture(bytes: Uint8Array): Outcome<Picture> {
  const file = readDicomFile(bytes);
  return file.ok ? pictureOf(file.value) : file;
}

/** The same from a file that was read before. */
export const pictureOf = (file: DicomFile): Outcome<Picture> => outcomeOf(() => describe(file));

function describe(file: DicomFile): Picture {
  const element = pixelsOf(file);
  const { packing, name } = file.syntax;
  if (packing === 'video')
    reject(
      'video',
      'TransferSyntaxUID',
      `The picture is a film in ${name}, which only a browser with that codec plays.`,
    );
  if (packing === 'unsupported')
    reject('compression', 'TransferSyntaxUID', `The compression is not supported: ${name}.`);
  const format = readPixelFormat(file.set);
  const palette = format.photometric === 'PALETTE COLOR' ? readPalette(file.set, format.signed) : null;
  const frameBytes = locateFrames(file.set, element, packing, format);
  return { ...format, file, palette, frameBytes };
}

function pixelsOf({ meta, set, fault }: DicomFile): DicomElement {
  const element =
    set.get(TAGS.PixelData) ?? set.get(TAGS.FloatPixelData) ?? set.get(TAGS.DoubleFloatPixelData);
  if (element && !(element.kind === 'value' && element.bytes.length === 0)) return element;
  if (fault) throw new RefusedError(fault);
  return reject(
    'no-picture',
    'PixelData',
    withoutPixels(stringOf(set, TAGS.SOPClassUID) || stringOf(meta, TAGS.MediaStorageSOPClassUID)),
  );
}

/** Storage classes (PS3.4 annex B) that hold no picture, by the beginning of their UID. */
const WITHOUT_PICTURE: readonly (readonly [prefix: string, what: string])[] = [
  ['1.2.840.10008.1.3.10', 'a directory of files (DICOMDIR)'],
  ['1.2.840.10008.5.1.4.1.1.88.', 'a structured report'],
  ['1.2.840.10008.5.1.4.1.1.11.', 'a presentation state'],
  ['1.2.840.10008.5.1.4.1.1.9.', 'a waveform'],
  ['1.2.840.10008.5.1.4.1.1.104.', 'an encapsulated document'],
  ['1.2.840.10008.5.1.4.1.1.481.3', 'radiotherapy structures'],
  ['1.2.840.10008.5.1.4.1.1.481.', 'a radiotherapy object'],
  ['1.2.840.10008.5.1.4.1.1.66', 'a registration or segmentation'],
];

function withoutPixels(sopClass: string): string {
  const [, what] = WITHOUT_PICTURE.find(([prefix]) => sopClass.startsWith(prefix)) ?? [];
  return what ? `The file holds ${what} and no picture.` : 'The file holds no pixel data.';
}
