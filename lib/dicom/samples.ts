import { swapBytes } from './part10/byte-order.ts';
import type { PixelFormat, Samples } from './picture.ts';

type Layout = Pick<PixelFormat, 'bitsAllocated' | 'bitsStored' | 'highBit' | 'signed' | 'float'>;

/** Bytes in the given order to an array of the type that fits; copies, so that it owns its memory. */
export function typedSamples(bytes: Uint8Array, layout: Layout, littleEndian: boolean): Samples {
  const width = layout.bitsAllocated / 8;
  const length = Math.floor(bytes.length / width) * width;
  const whole = bytes.subarray(0, length);
  // Typed arrays use the order of the machine, which is little endian wherever browsers and Node run.
  const own = littleEndian || width <= 1 ? whole.slice() : swapBytes(whole, width);
  return view(own.buffer, layout);
}

function view(buffer: ArrayBuffer, { bitsAllocated, signed, float }: Layout): Samples {
  if (float) return bitsAllocated === 64 ? new Float64Array(buffer) : new Float32Array(buffer);
  if (bitsAllocated === 32) return signed ? new Int32Array(buffer) : new Uint32Array(buffer);
  if (bitsAllocated === 16) return signed ? new Int16Array(buffer) : new Uint16Array(buffer);
  return signed ? new Int8Array(buffer) : new Uint8Array(buffer);
}

/**
 * Keeps the stored bits and nothing else, in place: overlays and rubbish may lie in the others (PS3.5 section 8.1.1).
 * Signed values are extended from their own sign bit.
 */
export function keepStoredBits(
  values: Samples,
  { bitsAllocated, bitsStored, highBit, signed, float }: Layout,
): Samples {
  if (float || bitsAllocated === 1 || bitsStored === bitsAllocated) return values;
  const left = 31 - highBit;
  const right = 32 - bitsStored;
  for (let i = 0; i < values.length; i += 1) {
    const shifted = (values[i] ?? 0) << left;
    values[i] = signed ? shifted >> right : shifted >>> right;
  }
  return values;
}

/** One bit per pixel, the first pixel in the lowest bit (PS3.5 section 8.1.1); frames follow without padding. */
export function unpackBits(bytes: Uint8Array, first: number, length: number): Uint8Array {
  const out = new Uint8Array(length);
  for (let i = 0; i < length; i += 1) {
    const bit = first + i;
    out[i] = ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1;
  }
  return out;
}
