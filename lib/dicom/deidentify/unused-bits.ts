import { decodeRle } from '../codecs/decode-rle.ts';
import { encodeRle, type FrameLayout } from '../codecs/encode-rle.ts';
import { type DataSet, type DicomElement, PIXEL_DATA } from '../part10/data-set.ts';
import { numberOf } from '../part10/numeric-value.ts';
import { RLE_LOSSLESS } from './blank-pixels.ts';

/** Which bits of a sample are the picture's (PS3.5 section 8.1.1). */
type SampleBits = {
  readonly allocated: 8 | 16;
  readonly stored: number;
  readonly high: number;
  readonly signed: boolean;
};

function sampleBits(body: DataSet): SampleBits | null {
  const [allocated, stored, high, representation] = [0x00280100, 0x00280101, 0x00280102, 0x00280103].map(
    (tag) => numberOf(body.get(tag)),
  );
  if ((allocated !== 8 && allocated !== 16) || stored === undefined) return null;
  const top = high ?? stored - 1;
  const isSound = stored > 0 && stored < allocated && top < allocated && top >= stored - 1;
  return isSound ? { allocated, stored, high: top, signed: representation === 1 } : null;
}

/** The sample with nothing in the bits that are not the picture's: zeros, or the sign of a signed value above it. */
function cleanerOf({ allocated, stored, high, signed }: SampleBits): (sample: number) => number {
  const low = high - stored + 1;
  const mask = ((1 << stored) - 1) << low;
  const above = ~((1 << (high + 1)) - 1) & ((1 << allocated) - 1);
  return (sample) => {
    const kept = sample & mask;
    return signed && (sample >>> high) & 1 ? kept | above : kept;
  };
}

/** Reads and writes samples of one width in one byte order. */
type SampleView = {
  readonly get: (view: DataView, at: number) => number;
  readonly set: (view: DataView, at: number, sample: number) => void;
};

const BYTES: SampleView = {
  get: (view, at) => view.getUint8(at),
  set: (view, at, sample) => view.setUint8(at, sample),
};
const words = (isLittleEndian: boolean): SampleView => ({
  get: (view, at) => view.getUint16(at, isLittleEndian),
  set: (view, at, sample) => view.setUint16(at, sample, isLittleEndian),
});

/** A copy with every sample cleaned; `null` when nothing had to change. */
function cleanedSamples(
  bytes: Uint8Array,
  bits: SampleBits,
  isLittleEndian: boolean,
): Uint8Array<ArrayBuffer> | null {
  const clean = cleanerOf(bits);
  const { get, set } = bits.allocated === 8 ? BYTES : words(isLittleEndian);
  const width = bits.allocated / 8;
  const copy = new Uint8Array(bytes);
  const view = new DataView(copy.buffer);
  let changed = false;
  for (let at = 0; at + width <= copy.length; at += width) {
    const sample = get(view, at);
    const kept = clean(sample);
    if (kept === sample) continue;
    changed = true;
    set(view, at, kept);
  }
  return changed ? copy : null;
}

function layoutOf(body: DataSet, { allocated }: SampleBits): FrameLayout | null {
  const [rows, columns, samples] = [0x00280010, 0x00280011, 0x00280002].map((tag) => numberOf(body.get(tag)));
  if (!rows || !columns) return null;
  return { rows, columns, samplesPerPixel: samples ?? 1, bytesPerSample: allocated / 8 };
}

function cleanedFragment(fragment: Uint8Array, bits: SampleBits, layout: FrameLayout): Uint8Array | null {
  const { rows, columns, samplesPerPixel, bytesPerSample } = layout;
  const samples = decodeRle(fragment, rows * columns, samplesPerPixel, bytesPerSample);
  const cleaned = cleanedSamples(samples, bits, true);
  return cleaned && encodeRle(cleaned, layout);
}

/** Frames in RLE, one fragment each (PS3.5 annex G.2), with a new table of offsets. */
function cleanedFragments(
  fragments: readonly Uint8Array[],
  bits: SampleBits,
  layout: FrameLayout,
): readonly Uint8Array[] | null {
  const [, ...frames] = fragments;
  const cleaned = frames.map((fragment) => cleanedFragment(fragment, bits, layout));
  if (cleaned.every((one) => one === null)) return null;
  const written = frames.map((fragment, k) => cleaned[k] ?? fragment);
  const offsets = new DataView(new ArrayBuffer(4 * written.length));
  let offset = 0;
  for (const [k, frame] of written.entries()) {
    offsets.setUint32(4 * k, offset, true);
    offset += 8 + frame.length;
  }
  return [new Uint8Array(offsets.buffer), ...written];
}

/**
 * The pixel data without anything in the bits beside the stored ones: old files keep overlays there, with a name drawn
 * into them, and removing the overlay's description leaves the drawing (PS3.3 C.9.2, retired). `null`: there was nothing,
 * or the encoding has no such bits.
 *
 * Throws `RefusedError` for RLE frames that cannot be decoded.
 */
export function withoutUnusedBits(body: DataSet, transferSyntax: string): DicomElement | null {
  const element = body.get(PIXEL_DATA);
  const bits = sampleBits(body);
  if (!element || !bits) return null;
  if (element.kind === 'value') {
    const bytes = cleanedSamples(element.bytes, bits, element.bigEndian !== true);
    return bytes && { ...element, bytes };
  }
  const layout = layoutOf(body, bits);
  if (element.kind !== 'fragments' || transferSyntax !== RLE_LOSSLESS || !layout) return null;
  const fragments = cleanedFragments(element.fragments, bits, layout);
  return fragments && { ...element, fragments };
}
