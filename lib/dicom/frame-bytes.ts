import { bytesOf } from './part10/attribute-values.ts';
import { swapBytes } from './part10/byte-order.ts';
import type { DataSet, DicomElement } from './part10/data-set.ts';
import type { PixelFormat } from './picture.ts';
import { reject } from './refusal.ts';
import { TAGS } from './tags.ts';
import type { Packing } from './transfer-syntaxes.ts';

/** One item of encapsulated pixel data (PS3.5 annex A.4). */
type Fragment = {
  /** Of the item's header, counted from the first byte after the basic offset table. */
  readonly offset: number;
  readonly bytes: Uint8Array;
};

/** Finds the bytes of each frame, or throws `RefusedError` when they cannot be told apart for sure. */
export function locateFrames(
  set: DataSet,
  element: DicomElement,
  packing: Packing,
  format: PixelFormat,
): (index: number) => Uint8Array {
  if (packing === 'native') return nativeFrames(nativeBytes(element, format), format);
  if (element.kind !== 'fragments')
    return reject('fragments', 'PixelData', 'The pixel data should be compressed in fragments and are not.');
  return locateFragments(set, element.fragments, format.frames);
}

/** The same for compressed pixels, of which nothing but the number of frames must be known. */
export function locateFragments(
  set: DataSet,
  fragments: readonly Uint8Array[],
  frames: number,
): (index: number) => Uint8Array {
  const groups = groupFragments(set, fragments, frames);
  return (index) => join(groups[index] ?? []);
}

/** Bits of one native frame; 4:2:2 stores two colour samples for two pixels (PS3.3 C.7.6.3.1.2). */
function frameBits({ rows, columns, samples, bitsAllocated, photometric }: PixelFormat): number {
  const perPixel = photometric === 'YBR_FULL_422' ? 2 : photometric === 'YBR_PARTIAL_420' ? 1.5 : samples;
  return rows * columns * perPixel * bitsAllocated;
}

/** In big endian, 8-bit samples written as words lie swapped in pairs (PS3.5 section 7.3 and annex A.3). */
function nativeBytes(element: DicomElement, { bitsAllocated }: PixelFormat): Uint8Array {
  if (element.kind !== 'value')
    return reject(
      'fragments',
      'PixelData',
      'The transfer syntax says uncompressed, but the pixel data come in fragments.',
    );
  if (!element.bigEndian || element.vr !== 'OW' || bitsAllocated > 8) return element.bytes;
  return swapBytes(element.bytes, 2);
}

const kib = (bytes: number): string => `${bytes.toLocaleString('en-GB')} bytes`;

function nativeFrames(value: Uint8Array, format: PixelFormat): (index: number) => Uint8Array {
  const bits = frameBits(format);
  const needed = Math.ceil((bits * format.frames) / 8);
  const claim = `${format.columns} × ${format.rows}${format.frames > 1 ? ` × ${format.frames} frames` : ''}`;
  if (value.length < needed)
    reject('size', 'PixelData', `${claim} need ${kib(needed)}, and the file holds ${kib(value.length)}.`);
  if (isUnexplained(value, needed, bits / 8))
    reject(
      'size',
      'PixelData',
      `The file holds ${kib(value.length)} of pixels where ${claim} need ${kib(needed)}: a wrong size would shear the picture.`,
    );
  const length = bits / 8;
  // One-bit frames follow each other without padding, so a frame may begin inside a byte: the decoder takes all.
  if (format.bitsAllocated === 1) return () => value;
  return (index) => value.subarray(index * length, (index + 1) * length);
}

/** Padding and whole further frames explain a surplus; anything else means that rows or columns are wrong. */
function isUnexplained(value: Uint8Array, needed: number, frame: number): boolean {
  const surplus = value.length - needed;
  if (surplus <= 2 || surplus % frame === 0) return false;
  return value.subarray(needed).some((byte) => byte !== 0);
}

/** PS3.5 annex A.4: by count, by extended or basic offset table, or by the marks that begin a stream. */
function groupFragments(
  set: DataSet,
  all: readonly Uint8Array[],
  frames: number,
): readonly (readonly Fragment[])[] {
  const [table, ...streams] = all;
  const fragments = withOffsets(streams);
  if (!table || fragments.length === 0) reject('fragments', 'PixelData', 'The pixel data hold no frame.');
  if (frames === 1) return [fragments];
  if (fragments.length === frames) return fragments.map((fragment) => [fragment]);
  if (fragments.length < frames)
    reject(
      'fragments',
      'NumberOfFrames',
      `NumberOfFrames is ${frames}, but the file holds ${fragments.length} compressed frames.`,
    );
  const groups =
    byOffsets(extendedOffsets(set), fragments, frames) ??
    byOffsets(basicOffsets(table), fragments, frames) ??
    byStartMarks(fragments, frames);
  return (
    groups ??
    reject(
      'fragments',
      'PixelData',
      `${fragments.length} fragments cannot be told apart into ${frames} frames.`,
    )
  );
}

/** Items follow each other without a gap, each behind a header of 8 bytes. */
function withOffsets(streams: readonly Uint8Array[]): Fragment[] {
  let next = 0;
  return streams.map((bytes) => {
    const offset = next;
    next += 8 + bytes.length;
    return { offset, bytes };
  });
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function basicOffsets(bytes: Uint8Array): number[] {
  const offsets = view(bytes);
  return Array.from({ length: bytes.length >> 2 }, (_, i) => offsets.getUint32(4 * i, true));
}

function extendedOffsets(set: DataSet): number[] {
  const bytes = bytesOf(set, TAGS.ExtendedOffsetTable) ?? new Uint8Array();
  const offsets = view(bytes);
  return Array.from({ length: bytes.length >> 3 }, (_, i) => Number(offsets.getBigUint64(8 * i, true)));
}

/** A table that lies (wrong count, no fragment there, not rising) is not used. */
function byOffsets(offsets: readonly number[], fragments: readonly Fragment[], frames: number) {
  if (offsets.length !== frames || offsets[0] !== 0) return null;
  const starts = offsets.map((offset) => fragments.findIndex((fragment) => fragment.offset === offset));
  if (starts.some((start, i) => start < 0 || (i > 0 && start <= (starts[i - 1] ?? 0)))) return null;
  return starts.map((start, i) => fragments.slice(start, starts[i + 1] ?? fragments.length));
}

/** JPEG and JPEG-LS begin with FFD8, JPEG 2000 with FF4F, JPEG XL with FF0A. */
function byStartMarks(fragments: readonly Fragment[], frames: number) {
  const isStart = ({ bytes: [a, b] }: Fragment): boolean =>
    a === 0xff && (b === 0xd8 || b === 0x4f || b === 0x0a);
  const starts = fragments.flatMap((fragment, i) => (isStart(fragment) ? [i] : []));
  if (starts.length !== frames || starts[0] !== 0) return null;
  return starts.map((start, i) => fragments.slice(start, starts[i + 1] ?? fragments.length));
}

function join(fragments: readonly Fragment[]): Uint8Array {
  const [first] = fragments;
  if (fragments.length === 1 && first) return first.bytes;
  const whole = new Uint8Array(fragments.reduce((total, { bytes }) => total + bytes.length, 0));
  let at = 0;
  for (const { bytes } of fragments) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}
