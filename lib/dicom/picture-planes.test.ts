import { describe, expect, it } from 'vitest';
import { greyElements, type Made, makeFile, sequence } from './fixtures/make-file.ts';
import { madeRows, notesOf, openMade } from './fixtures/open-made.ts';
import { headerOf } from './picture-header.ts';
import { framePlanes } from './picture-planes.ts';
import { isOpen } from './shutter.ts';

const SHORT = (values: readonly number[]) => new Uint8Array(Int16Array.from(values).buffer);

type Plane = {
  readonly rows: number;
  readonly columns: number;
  readonly origin?: readonly [number, number];
  readonly bits: readonly number[];
  readonly frames?: number;
  readonly firstFrame?: number;
};

/** Own data, a bit each, the first in the lowest bit. */
function plane({ rows, columns, origin = [1, 1], bits, frames, firstFrame }: Plane, group = 0x6000): Made[] {
  const at = (element: number) => group * 65_536 + element;
  const bytes = new Uint8Array(2 * Math.ceil(bits.length / 16));
  for (const [i, bit] of bits.entries()) bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (bit << (i & 7));
  return [
    [at(0x0010), 'US', [rows]],
    [at(0x0011), 'US', [columns]],
    ...(frames === undefined ? [] : ([[at(0x0015), 'IS', String(frames)]] as Made[])),
    [at(0x0040), 'CS', 'G'],
    [at(0x0050), 'SS', SHORT(origin)],
    ...(firstFrame === undefined ? [] : ([[at(0x0051), 'US', [firstFrame]]] as Made[])),
    [at(0x0100), 'US', [1]],
    [at(0x0102), 'US', [0]],
    [at(0x3000), 'OW', bytes],
  ];
}

function marksOf(picture: ReturnType<typeof openMade>, frame = 0): number[] | null {
  const { marks } = framePlanes(picture, headerOf(picture).overlays, frame);
  return marks && [...marks];
}

const square = (extra: readonly Made[]) =>
  openMade(makeFile(greyElements({ rows: 3, columns: 3, bits: 8, pixels: new Uint8Array(10) }, extra)));

describe('an overlay plane', () => {
  it('lies where its origin says, and what is outside the picture is cut', () => {
    const at = (origin: readonly [number, number]) =>
      marksOf(square(plane({ rows: 2, columns: 2, origin, bits: [1, 1, 0, 1] })));
    expect(at([1, 1])).toEqual([1, 1, 0, 0, 1, 0, 0, 0, 0]);
    expect(at([2, 3])).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0]);
    expect(at([0, 0])).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('is drawn with the others', () => {
    const both = [
      ...plane({ rows: 1, columns: 1, bits: [1] }),
      ...plane({ rows: 1, columns: 1, origin: [3, 3], bits: [1] }, 0x6002),
    ];
    expect(marksOf(square(both))).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('belongs to all frames, or to those that it names', () => {
    const rows = [[0], [0], [0]];
    const frames = (more: Partial<Plane>) => {
      const picture = madeRows(rows, plane({ rows: 1, columns: 1, bits: [1], ...more }));
      return [0, 1, 2].map((frame) => marksOf(picture, frame)?.[0] ?? null);
    };
    expect(frames({})).toEqual([1, 1, 1]);
    expect(frames({ firstFrame: 2 })).toEqual([null, 1, null]);
    expect(frames({ frames: 2, firstFrame: 2, bits: [0, 1] })).toEqual([null, 0, 1]);
    expect(frames({ frames: 3, bits: [1, 0, 1] })).toEqual([1, 0, 1]);
  });

  it('may be hidden in the pixels’ spare bits', () => {
    const embedded = (bit: number): Made[] => [
      [0x00280101, 'US', [12]],
      [0x00280102, 'US', [11]],
      [0x60000010, 'US', [1]],
      [0x60000011, 'US', [3]],
      [0x60000100, 'US', [16]],
      [0x60000102, 'US', [bit]],
    ];
    const row = [[0x1005, 0x0005, 0x7fff]];
    expect(marksOf(madeRows(row, embedded(12)))).toEqual([1, 0, 1]);
    expect(notesOf(madeRows(row, embedded(3)))[0]).toContain('belongs to the picture');
  });

  it('that cannot be drawn is named', () => {
    const short = plane({ rows: 9, columns: 9, bits: [1] });
    expect(marksOf(square(short))).toBeNull();
    expect(notesOf(square(short))).toEqual([
      'An overlay plane (group 6000) of the picture is not drawn: its data are too short.',
    ]);
    expect(notesOf(square([[0x00700001, 'SQ', sequence([[]])]]))[0]).toContain('graphics and text');
    expect(notesOf(square([[0x50003000, 'OW', new Uint8Array(4)]]))[0]).toContain('curves');
  });
});

describe('a shutter', () => {
  const shape = (name: string): Made => [0x00181600, 'CS', name];
  const shutterOf = (extra: readonly Made[]) => headerOf(square(extra)).perFrame[0]?.shutter;
  const rectangle: Made[] = [
    [0x00181602, 'IS', '2'],
    [0x00181604, 'IS', '3'],
    [0x00181606, 'IS', '1'],
    [0x00181608, 'IS', '2'],
  ];

  it('leaves its rectangle, circle and polygon open', () => {
    const open = (extra: readonly Made[]) => {
      const shutter = shutterOf(extra);
      return Array.from({ length: 9 }, (_, i) =>
        shutter ? Number(isOpen(shutter, (i % 3) + 0.5, Math.floor(i / 3) + 0.5, 1)) : null,
      );
    };
    const circle: Made[] = [
      [0x00181610, 'IS', '2\\2'],
      [0x00181612, 'IS', '1'],
    ];
    expect(open([shape('RECTANGULAR'), ...rectangle])).toEqual([0, 1, 1, 0, 1, 1, 0, 0, 0]);
    expect(open([shape('CIRCULAR'), ...circle])).toEqual([0, 1, 0, 1, 1, 1, 0, 1, 0]);
    expect(open([shape('POLYGONAL'), [0x00181620, 'IS', '0\\0\\0\\4\\3\\0']])).toEqual([
      1, 1, 0, 1, 0, 0, 0, 0, 0,
    ]);
    expect(open([shape('RECTANGULAR\\CIRCULAR'), ...rectangle, ...circle])).toEqual([
      0, 1, 0, 0, 1, 1, 0, 0, 0,
    ]);
  });

  it('may be a plane, which then covers and is no drawing', () => {
    const picture = square([
      shape('BITMAP'),
      [0x00181622, 'US', [0xffff]],
      [0x00181623, 'US', [0x6000]],
      ...plane({ rows: 1, columns: 2, bits: [0, 1] }),
    ]);
    const { overlays, perFrame } = headerOf(picture);
    const { marks, cover } = framePlanes(picture, overlays, 0);
    expect([marks, [...(cover ?? [])], perFrame[0]?.shutter?.grey]).toEqual([
      null,
      [0, 1, 0, 0, 0, 0, 0, 0, 0],
      255,
    ]);
  });

  it('that makes no sense is not applied, and that is said', () => {
    expect(shutterOf([shape('CIRCULAR')])).toBeNull();
    expect(notesOf(square([shape('CIRCULAR')]))[0]).toContain('is not applied');
  });

  it('may be another one in each frame', () => {
    const own = (right: string): Made[] => [
      [
        0x00189472,
        'SQ',
        sequence([
          [shape('RECTANGULAR'), ...rectangle.slice(0, 1), [0x00181604, 'IS', right], ...rectangle.slice(2)],
        ]),
      ],
    ];
    const picture = madeRows([[0], [0]], [[0x52009230, 'SQ', sequence([own('3'), own('9')])]]);
    const ends = headerOf(picture).perFrame.map(({ shutter }) => shutter?.apertures[0]);
    expect(ends.map((one) => one?.kind === 'rectangle' && one.x1)).toEqual([3, 9]);
  });
});
