import { type DicomElement, tagKey } from './data-set.ts';

type Read = (view: DataView, at: number, littleEndian: boolean) => number | string;

/** Binary number VRs of PS3.5 table 6.2-1 that are lists of values rather than bulk. */
const READERS: Readonly<Record<string, readonly [size: number, read: Read]>> = {
  US: [2, (view, at, little) => view.getUint16(at, little)],
  SS: [2, (view, at, little) => view.getInt16(at, little)],
  UL: [4, (view, at, little) => view.getUint32(at, little)],
  SL: [4, (view, at, little) => view.getInt32(at, little)],
  FL: [4, (view, at, little) => view.getFloat32(at, little)],
  FD: [8, (view, at, little) => view.getFloat64(at, little)],
  // As text: JSON numbers would lose digits (PS3.18 table F.2.3-1).
  UV: [8, (view, at, little) => view.getBigUint64(at, little).toString()],
  SV: [8, (view, at, little) => view.getBigInt64(at, little).toString()],
  AT: [4, (view, at, little) => tagKey(view.getUint16(at, little) * 65536 + view.getUint16(at + 2, little))],
};

/** The numbers of a binary element (tags as `00100010`); `null` when its VR is none of numbers. A broken tail is left out. */
export function numbersOf(element: DicomElement | undefined): readonly (number | string)[] | null {
  const reader = element?.kind === 'value' ? READERS[element.vr] : undefined;
  if (element?.kind !== 'value' || !reader) return null;
  const [size, read] = reader;
  const { bytes, bigEndian } = element;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, k) => read(view, k * size, !bigEndian));
}

/** The first number of an element, binary or text; `undefined` when there is none. */
export function numberOf(element: DicomElement | undefined): number | undefined {
  if (element?.kind !== 'value') return undefined;
  const binary = numbersOf(element);
  if (binary) return typeof binary[0] === 'number' ? binary[0] : undefined;
  const text = String.fromCharCode(...element.bytes.subarray(0, 64)).split('\\')[0] ?? '';
  const value = Number(text.trim());
  return text.trim() !== '' && Number.isFinite(value) ? value : undefined;
}
