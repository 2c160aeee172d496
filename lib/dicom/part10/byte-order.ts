import type { DicomElement } from './data-set.ts';

/** Bytes of one number of a VR; only these change places with the byte order (PS3.5 section 7.3). */
const SIZES: Readonly<Record<string, number>> = {
  ...{ US: 2, SS: 2, OW: 2, AT: 2 },
  ...{ UL: 4, SL: 4, FL: 4, OL: 4, OF: 4 },
  ...{ UV: 8, SV: 8, FD: 8, OV: 8, OD: 8 },
};

/** Size of a VR's numbers in bytes, 1 for text and bytes. A tag (AT) is two numbers of 16 bits. */
const numberSize = (vr: string): number => SIZES[vr] ?? 1;

/** A copy in the other byte order, of numbers of `size` bytes; a broken tail stays as it is. */
export function swapBytes(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const swapped = new Uint8Array(bytes);
  for (let at = 0; at + size <= swapped.length; at += size) swapped.subarray(at, at + size).reverse();
  return swapped;
}

/** The bytes of a value in the given byte order, whatever that of its file is. */
export function bytesInOrder(element: DicomElement & { kind: 'value' }, littleEndian: boolean): Uint8Array {
  const { vr, bytes, bigEndian = false } = element;
  const size = numberSize(vr);
  return size === 1 || bigEndian !== littleEndian ? bytes : swapBytes(bytes, size);
}
