import { decodeRle } from './codecs/decode-rle.ts';
import type { Notes } from './notes.ts';
import { bytesOf, decimalOf, wordOf, wordsOf } from './part10/attribute-values.ts';
import { bytesInOrder } from './part10/byte-order.ts';
import type { DataSet } from './part10/data-set.ts';
import { characterSetOf, textOf } from './part10/text-value.ts';
import type { Picture } from './picture.ts';
import { typedSamples, unpackBits } from './samples.ts';

/** One overlay plane (PS3.3 C.9.2): a bit for each of its pixels, drawn over some frames of the picture. */
export type OverlayPlane = {
  /** 0x6000, 0x6002 … */
  readonly group: number;
  readonly label: string;
  readonly rows: number;
  readonly columns: number;
  /** Where its first pixel lies in the picture, counted from 0. */
  readonly top: number;
  readonly left: number;
  /** Frames of the plane, and the frame of the picture that the first belongs to; `null`: its one frame lies over all. */
  readonly frames: number;
  readonly firstFrame: number | null;
  /** Place of its bits in the pixels of the picture; `null` when it has data of its own. */
  readonly bit: number | null;
};

const GROUPS: readonly number[] = Array.from({ length: 16 }, (_, i) => 0x6000 + 2 * i);
const tagIn = (group: number, element: number): number => group * 65_536 + element;

const [ROWS, COLUMNS, FRAMES, LABEL, DESCRIPTION] = [0x0010, 0x0011, 0x0015, 0x1500, 0x0022];
const [ORIGIN, FRAME_ORIGIN, BITS_ALLOCATED, BIT_POSITION, DATA] = [0x0050, 0x0051, 0x0100, 0x0102, 0x3000];

/** The planes of a picture that can be drawn; of each other it is noted that it is not. */
export function readOverlayPlanes(picture: Picture, notes: Notes): OverlayPlane[] {
  const { set } = picture.file;
  return GROUPS.flatMap((group) => {
    const has = (element: number) => set.has(tagIn(group, element));
    if (!has(DATA) && !(has(BIT_POSITION) && has(ROWS))) return [];
    const plane = readPlane(set, group);
    const problem = plane ? problemOf(picture, plane) : 'its size is missing';
    if (plane && problem === null) return [plane];
    notes.add(
      'OverlayData',
      `An overlay plane (group ${group.toString(16)}) of the picture is not drawn: ${problem}.`,
    );
    return [];
  });
}

function readPlane(set: DataSet, group: number): OverlayPlane | null {
  const word = (element: number) => wordOf(set, tagIn(group, element));
  const [rows, columns] = [word(ROWS), word(COLUMNS)];
  if (!rows || !columns) return null;
  const [row = 1, column = 1] = wordsOf(set, tagIn(group, ORIGIN)).map((value) => (value << 16) >> 16);
  const text = (element: number) => textOf(set.get(tagIn(group, element)), characterSetOf(set));
  return {
    group,
    label: text(LABEL) || text(DESCRIPTION),
    rows,
    columns,
    top: row - 1,
    left: column - 1,
    ...framesOf(decimalOf(set, tagIn(group, FRAMES)), word(FRAME_ORIGIN)),
    bit: set.has(tagIn(group, DATA)) ? null : (word(BIT_POSITION) ?? 0),
  };
}

/** A plane that names neither number of frames nor frame lies over every frame. */
function framesOf(frames: number | undefined, origin: number | undefined) {
  const firstFrame = frames === undefined && origin === undefined ? null : (origin ?? 1) - 1;
  return { frames: Math.max(1, frames ?? 1), firstFrame };
}

function problemOf(picture: Picture, plane: OverlayPlane): string | null {
  const { bit, group, rows, columns, frames } = plane;
  if (bit !== null) return embeddedProblem(picture, plane, bit);
  const { set } = picture.file;
  const allocated = wordOf(set, tagIn(group, BITS_ALLOCATED)) ?? 1;
  if (allocated !== 1) return `it claims ${allocated} bits for each pixel`;
  const held = 8 * (bytesOf(set, tagIn(group, DATA))?.length ?? 0);
  return held < rows * columns * frames ? 'its data are too short' : null;
}

/** Bits beside those of the picture (PS3.5 section 8.1.2, retired); a codec keeps them only where it keeps every bit. */
function embeddedProblem(picture: Picture, plane: OverlayPlane, bit: number): string | null {
  const { bitsAllocated, bitsStored, highBit, samples, file } = picture;
  if (file.syntax.packing !== 'native' && file.syntax.packing !== 'rle')
    return 'its bits were part of pixels that are compressed';
  if (samples !== 1 || bitsAllocated < 8 || bit >= bitsAllocated) return 'no pixel has the bit that it names';
  if (bit <= highBit && bit > highBit - bitsStored) return 'the bit that it names belongs to the picture';
  const same = plane.rows === picture.rows && plane.columns === picture.columns;
  return same ? null : 'its size is not that of the picture whose bits it uses';
}

/** Pixels of the picture (1 or 0, rows × columns) that a plane marks in frame `index`; `null` when it has none there. */
export function overlayMask(picture: Picture, plane: OverlayPlane, index: number): Uint8Array | null {
  if (plane.bit !== null) return embeddedMask(picture, plane.bit, index);
  const own = plane.firstFrame === null ? 0 : index - plane.firstFrame;
  if (own < 0 || own >= plane.frames) return null;
  const element = picture.file.set.get(tagIn(plane.group, DATA));
  if (element?.kind !== 'value') return null;
  const size = plane.rows * plane.columns;
  // In a big-endian file the bits of a word lie in two bytes that changed places; those of bytes (OB) did not.
  return placed(picture, plane, unpackBits(bytesInOrder(element, true), own * size, size));
}

function placed({ rows, columns }: Picture, plane: OverlayPlane, bits: Uint8Array): Uint8Array {
  const mask = new Uint8Array(rows * columns);
  for (const [i, bit] of bits.entries()) {
    const y = plane.top + Math.floor(i / plane.columns);
    const x = plane.left + (i % plane.columns);
    if (bit === 1 && y >= 0 && y < rows && x >= 0 && x < columns) mask[y * columns + x] = 1;
  }
  return mask;
}

function embeddedMask(picture: Picture, bit: number, index: number): Uint8Array {
  const { bitsAllocated, rows, columns, file } = picture;
  const isRuns = file.syntax.packing === 'rle';
  const bytes = picture.frameBytes(index);
  const cells = typedSamples(
    isRuns ? decodeRle(bytes, rows * columns, 1, bitsAllocated / 8) : bytes,
    { ...picture, signed: false, float: false },
    isRuns || file.syntax.littleEndian,
  );
  return Uint8Array.from(cells, (cell) => Math.floor(cell / 2 ** bit) % 2);
}

/** Whether the planes differ from frame to frame. */
export const planesVary = (planes: readonly OverlayPlane[]): boolean =>
  planes.some(({ bit, firstFrame }) => bit !== null || firstFrame !== null);
