import { type DicomElement, EXPLICIT_BIG_ENDIAN, type Part10File, PIXEL_DATA } from '../part10/data-set.ts';
import { numberOf } from '../part10/numeric-value.ts';

const ROWS = 0x00280010;
const COLUMNS = 0x00280011;
const SAMPLES_PER_PIXEL = 0x00280002;
const NUMBER_OF_FRAMES = 0x00280008;
const BITS_ALLOCATED = 0x00280100;

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

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Fragments grouped by the byte offsets of the basic offset table (PS3.5 annex A.4); `null` when they do not meet. */
function byOffsets(table: Uint8Array, fragments: readonly Uint8Array[]): Uint8Array[] | null {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const offsets = Array.from({ length: table.length / 4 }, (_, k) => view.getUint32(4 * k, true));
  const frames: Uint8Array[][] = [];
  let at = 0;
  for (const fragment of fragments) {
    if (at === offsets[frames.length]) frames.push([]);
    frames.at(-1)?.push(fragment);
    at += 8 + fragment.length;
  }
  return frames.length === offsets.length ? frames.map(joined) : null;
}

function compressedFrames([table, ...fragments]: readonly Uint8Array[], count: number): Uint8Array[] | null {
  if (fragments.length === count) return fragments;
  if (count === 1) return [joined(fragments)];
  return table && table.length === 4 * count ? byOffsets(table, fragments) : null;
}

function nativeFrames({ bytes }: DicomElement & { kind: 'value' }, file: Part10File, count: number) {
  const read = (tag: number) => numberOf(file.body.get(tag)) ?? 0;
  const samples = read(ROWS) * read(COLUMNS) * (read(SAMPLES_PER_PIXEL) || 1);
  const bits = samples * read(BITS_ALLOCATED);
  // Single-bit frames may begin within a byte.
  if (bits === 0 || bits % 8 !== 0 || (bits / 8) * count > bytes.length) return null;
  return Array.from({ length: count }, (_, k) => bytes.subarray((k * bits) / 8, ((k + 1) * bits) / 8));
}

/** The frames of an instance as they are stored; `null` when it has none or when the data do not tell them apart. */
export function framesOf(file: Part10File): readonly Uint8Array[] | null {
  const pixels = file.body.get(PIXEL_DATA);
  const count = numberOf(file.body.get(NUMBER_OF_FRAMES)) ?? 1;
  if (!pixels || pixels.kind === 'sequence' || !Number.isInteger(count) || count < 1) return null;
  // Frames are sent in little endian (PS3.18 section 8.7.3.3.2).
  if (file.transferSyntax === EXPLICIT_BIG_ENDIAN) return null;
  return pixels.kind === 'fragments'
    ? compressedFrames(pixels.fragments, count)
    : nativeFrames(pixels, file, count);
}
