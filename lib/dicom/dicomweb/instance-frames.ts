import { locateFragments, locateFrames } from '../frame-bytes.ts';
import {
  type DataSet,
  type DicomElement,
  EXPLICIT_BIG_ENDIAN,
  type Part10File,
  PIXEL_DATA,
} from '../part10/data-set.ts';
import { frameCount, readPixelFormat } from '../pixel-format.ts';
import { outcomeOf, reject } from '../refusal.ts';

/** Media type of one compressed frame (PS3.18 table 8.7.3-5), by the last part of its transfer syntax. */
const MEDIA_TYPES: readonly (readonly [syntax: RegExp, type: string])[] = [
  [/^1\.2\.840\.10008\.1\.2\.4\.(5\d|6\d|70)$/, 'image/jpeg'],
  [/^1\.2\.840\.10008\.1\.2\.4\.8[01]$/, 'image/jls'],
  [/^1\.2\.840\.10008\.1\.2\.4\.9[0-3]$/, 'image/jp2'],
  [/^1\.2\.840\.10008\.1\.2\.4\.20[123]$/, 'image/jphc'],
  [/^1\.2\.840\.10008\.1\.2\.5$/, 'image/dicom-rle'],
];

/** Media type in which frames of a transfer syntax are sent. */
export const frameMediaType = (transferSyntax: string): string =>
  MEDIA_TYPES.find(([syntax]) => syntax.test(transferSyntax))?.[1] ?? 'application/octet-stream';

const all = (count: number, frame: (index: number) => Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: count }, (_, index) => frame(index));

function nativeFrames(body: DataSet, pixels: DicomElement): readonly Uint8Array[] {
  const format = readPixelFormat(body);
  const frame = locateFrames(body, pixels, 'native', format);
  if (format.bitsAllocated > 1) return all(format.frames, frame);
  const length = (format.rows * format.columns) / 8;
  if (!Number.isInteger(length) && format.frames > 1)
    reject(
      'fragments',
      'PixelData',
      'Frames of single bits begin within a byte and cannot be sent by themselves.',
    );
  return all(format.frames, (index) =>
    frame(index).subarray(index * length, Math.ceil((index + 1) * length)),
  );
}

/** The frames of an instance as they are stored; `null` when it has none or when the data do not tell them apart. */
export function framesOf({ body, transferSyntax }: Part10File): readonly Uint8Array[] | null {
  const pixels = body.get(PIXEL_DATA);
  // Frames are sent in little endian (PS3.18 section 8.7.3.3.2).
  if (!pixels || transferSyntax === EXPLICIT_BIG_ENDIAN) return null;
  const frames = outcomeOf(() => {
    if (pixels.kind !== 'fragments') return nativeFrames(body, pixels);
    const count = frameCount(body);
    return all(count, locateFragments(body, pixels.fragments, count));
  });
  return frames.ok ? frames.value : null;
}
