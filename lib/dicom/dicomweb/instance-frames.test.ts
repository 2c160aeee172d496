import { describe, expect, it } from 'vitest';
import { greyElements, type Made, makeFile } from '../fixtures/make-file.ts';
import { type DicomElement, type Part10File, PIXEL_DATA } from '../part10/data-set.ts';
import { isRefusal, readPart10 } from '../part10/read-part10.ts';
import { framesOf } from './instance-frames.ts';

const JPEG = '1.2.840.10008.1.2.4.50';
const START = [0xff, 0xd8];

function read(elements: readonly Made[], syntax?: string): Part10File {
  const file = readPart10(makeFile(elements, syntax));
  if (isRefusal(file)) throw new Error(file.refusal);
  return file;
}

const long = (values: readonly number[]): Uint8Array => new Uint8Array(Uint32Array.from(values).buffer);

/** Two frames, the first in two fragments. */
function compressed(
  table: Uint8Array,
  fragments: readonly number[][],
  extra: readonly Made[] = [],
): Part10File {
  const file = read([[0x00080016, 'UI', '1.2.3'], [0x00280008, 'IS', '2'], ...extra], JPEG);
  const pixels: DicomElement = {
    kind: 'fragments',
    tag: PIXEL_DATA,
    vr: 'OB',
    fragments: [table, ...fragments.map((bytes) => Uint8Array.from(bytes))],
  };
  return { ...file, body: new Map([...file.body, [PIXEL_DATA, pixels]]) };
}

const NO_TABLE = new Uint8Array();
const bytes = (file: Part10File) => framesOf(file)?.map((frame) => [...frame]) ?? null;

describe('framesOf', () => {
  const unmarked = [
    [1, 2],
    [3, 4],
    [5, 6],
  ];

  it('tells frames of several fragments apart by either offset table', () => {
    const frames = [
      [1, 2, 3, 4],
      [5, 6],
    ];
    expect(bytes(compressed(long([0, 20]), unmarked))).toEqual(frames);
    const extended: Made = [0x7fe00001, 'OV', long([0, 0, 20, 0])];
    expect(bytes(compressed(NO_TABLE, unmarked, [extended]))).toEqual(frames);
  });

  it('tells them apart by the marks that begin a stream', () => {
    const marked = [
      [...START, 1, 2],
      [3, 4],
      [...START, 5, 6],
    ];
    const frames = [
      [...START, 1, 2, 3, 4],
      [...START, 5, 6],
    ];
    expect(bytes(compressed(NO_TABLE, marked))).toEqual(frames);
    // A table that points into a fragment is not believed.
    expect(bytes(compressed(long([0, 16]), marked))).toEqual(frames);
  });

  it('gives none that it cannot tell apart', () => {
    expect(framesOf(compressed(NO_TABLE, unmarked))).toBeNull();
    expect(framesOf(compressed(NO_TABLE, [[1, 2]]))).toBeNull();
    expect(framesOf(read([[0x00080016, 'UI', '1.2.3']]))).toBeNull();
  });

  const native = (rows: number, bits: number, pixels: Uint8Array) =>
    read(greyElements({ rows, columns: 2, bits, pixels }, [[0x00280008, 'IS', '2']]));

  it('cuts uncompressed pixels by the size of a frame', () => {
    expect(bytes(native(1, 8, Uint8Array.of(1, 2, 3, 4)))).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(bytes(native(4, 1, Uint8Array.of(7, 8)))).toEqual([[7], [8]]);
    expect(framesOf(native(1, 8, Uint8Array.of(1, 2)))).toBeNull();
    expect(framesOf(native(3, 1, Uint8Array.of(1, 2)))).toBeNull();
  });
});
