import { encodeRle, type FrameLayout } from '../codecs/encode-rle.ts';
import { type DataSet, type DicomElement, PIXEL_DATA } from '../part10/data-set.ts';
import type { Refusal } from '../part10/read-part10.ts';
import { isRefusal } from '../part10/read-part10.ts';
import { asciiText } from '../part10/text-value.ts';
import { asciiElement } from '../part10/write-part10.ts';
import type { Region } from './pixel-text.ts';

/** RLE Lossless (PS3.5 annex G): what is not blanked stays as it was decoded, to the bit. */
export const RLE_LOSSLESS = '1.2.840.10008.1.2.5';

/** Decoded frames: samples of a pixel together, little endian; colour is RGB. */
export type DecodedPixels = FrameLayout & {
  readonly bitsStored: number;
  readonly frames: number;
  /** PS3.3 C.7.6.3.1.2, of the decoded samples: `MONOCHROME1`, `MONOCHROME2`, `PALETTE COLOR` or `RGB`. */
  readonly photometric: string;
  readonly frame: (index: number) => Promise<Uint8Array | Refusal>;
};

/** Decodes the pixels of a whole file, or says why it cannot. */
export type PixelDecoder = (file: Uint8Array<ArrayBuffer>) => Promise<DecodedPixels | Refusal>;

const isInside = (regions: readonly Region[], x: number, y: number): boolean =>
  regions.some(({ x0, y0, x1, y1 }) => x >= x0 && x <= x1 && y >= y0 && y <= y1);

/** For each pixel 1 where it is kept. */
function keptPixels(regions: readonly Region[], { rows, columns }: FrameLayout): Uint8Array {
  const kept = new Uint8Array(rows * columns);
  for (let y = 0; y < rows; y += 1)
    for (let x = 0; x < columns; x += 1) kept[y * columns + x] = isInside(regions, x, y) ? 1 : 0;
  return kept;
}

/** A copy of a frame in which every pixel that is not kept has the value zero. */
export function blankFrame(frame: Uint8Array, kept: Uint8Array, layout: FrameLayout): Uint8Array {
  const size = layout.samplesPerPixel * layout.bytesPerSample;
  const blanked = new Uint8Array(frame);
  for (const [pixel, isKept] of kept.entries())
    if (isKept === 0) blanked.fill(0, pixel * size, (pixel + 1) * size);
  return blanked;
}

const short = (tag: number, value: number): DicomElement => ({
  kind: 'value',
  tag,
  vr: 'US',
  bytes: Uint8Array.of(value & 0xff, value >>> 8),
});

/** First value of Image Type: these pixels were computed from others (PS3.3 C.7.6.1.1.2). */
function derived(body: DataSet): DicomElement {
  const [, ...rest] = asciiText(body.get(0x00080008)).split('\\');
  return asciiElement(0x00080008, 'CS', ['DERIVED', ...(rest.length > 0 ? rest : ['SECONDARY'])].join('\\'));
}

/**
 * The elements that replace those of the file so that only the regions show a picture. The frames are decoded, blanked and
 * compressed without loss; nothing is kept of the compressed originals.
 */
export async function blankOutside(
  body: DataSet,
  pixels: DecodedPixels,
  regions: readonly Region[],
): Promise<readonly DicomElement[] | Refusal> {
  const kept = keptPixels(regions, pixels);
  const fragments: Uint8Array[] = [];
  const offsets = new DataView(new ArrayBuffer(4 * pixels.frames));
  let offset = 0;
  for (let k = 0; k < pixels.frames; k += 1) {
    const frame = await pixels.frame(k);
    if (isRefusal(frame)) return frame;
    const encoded = encodeRle(blankFrame(frame, kept, pixels), pixels);
    offsets.setUint32(4 * k, offset, true);
    offset += 8 + encoded.length;
    fragments.push(encoded);
  }
  const table = new Uint8Array(offsets.buffer);
  return [
    derived(body),
    short(0x00280002, pixels.samplesPerPixel),
    asciiElement(0x00280004, 'CS', pixels.photometric),
    ...(pixels.samplesPerPixel > 1 ? [short(0x00280006, 0)] : []),
    short(0x00280100, 8 * pixels.bytesPerSample),
    short(0x00280101, pixels.bitsStored),
    short(0x00280102, pixels.bitsStored - 1),
    asciiElement(0x00280301, 'CS', 'NO'),
    { kind: 'fragments', tag: PIXEL_DATA, vr: 'OB', fragments: [table, ...fragments] },
  ];
}
