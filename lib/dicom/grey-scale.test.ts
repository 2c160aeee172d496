import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Made, sequence } from './fixtures/make-file.ts';
import { greysOf, madeRows, notesOf } from './fixtures/open-made.ts';
import { toModality } from './grey-scale.ts';
import { frameHeader, headerOf } from './picture-header.ts';
import { presetsOf } from './presets.ts';

const SIGNED: Made = [0x00280103, 'US', [1]];
const window = (center: string, width: string, shape = ''): Made[] => [
  [0x00281050, 'DS', center],
  [0x00281051, 'DS', width],
  ...(shape ? ([[0x00281056, 'CS', shape]] as Made[]) : []),
];

describe('a window', () => {
  it('is drawn by its function', async () => {
    const row = [[0, 50, 100, 150, 200]];
    expect(await greysOf(madeRows(row, window('100', '101')))).toEqual([0, 1, 129, 255, 255]);
    expect(await greysOf(madeRows(row, window('100', '100', 'LINEAR_EXACT')))).toEqual([0, 0, 128, 255, 255]);
    expect(await greysOf(madeRows(row, window('100', '100', 'SIGMOID')))).toEqual([5, 30, 128, 225, 250]);
  });

  it('may be narrower than 1 where its function allows it', async () => {
    const rescale: Made[] = [
      [0x00281052, 'DS', '0'],
      [0x00281053, 'DS', '0.0001'],
    ];
    const row = [[0, 1000, 2000]];
    expect(await greysOf(madeRows(row, [...rescale, ...window('0.1', '0.2', 'LINEAR_EXACT')]))).toEqual([
      0, 128, 255,
    ]);
    const wrong = madeRows(row, [...rescale, ...window('0.1', '0.2')]);
    expect(notesOf(wrong)).toEqual([
      'A window of the file is not used: its width is 0.2, and the function LINEAR needs one of at least 1.',
    ]);
    expect(await greysOf(wrong)).toEqual([0, 128, 255]);
  });

  it.each([
    ['40', '0'],
    ['40', '-1'],
    ['abc', '400'],
    ['40', ''],
    ['', '400'],
  ])('of center “%s” and width “%s” is not used, and that is said', (center, width) => {
    const picture = madeRows([[0, 1]], window(center, width));
    expect(presetsOf(headerOf(picture), null)).toEqual([]);
    expect(notesOf(picture)).toHaveLength(1);
  });

  it('keeps its own center when another one before it is unreadable', () => {
    const picture = madeRows([[0, 1]], window('abc\\40', '100\\400'));
    const [own] = frameHeader(headerOf(picture), 0).greyScale.vois;
    expect(own).toMatchObject({ kind: 'window', window: { center: 40, width: 400 } });
  });
});

describe('the automatic window', () => {
  const padding = (value: number, limit?: number): Made[] => [
    [0x00280120, 'SS', [value]],
    ...(limit === undefined ? [] : ([[0x00280121, 'SS', [limit]]] as Made[])),
  ];

  it('leaves padding out, and draws it as background in both polarities', async () => {
    const row = [[-2000, 0, 50, 100]];
    expect(await greysOf(madeRows(row, [SIGNED, ...padding(-2000)]))).toEqual([0, 0, 128, 255]);
    expect(
      await greysOf(madeRows(row, [SIGNED, ...padding(-2000), [0x00280004, 'CS', 'MONOCHROME1']])),
    ).toEqual([0, 255, 128, 0]);
  });

  it('leaves a range of padding out, whichever end is named first, rescaled or not', async () => {
    const row = [[-2000, -1990, 0, 50, 100]];
    const rescale: Made[] = [
      [0x00281052, 'DS', '5'],
      [0x00281053, 'DS', '2'],
    ];
    expect(await greysOf(madeRows(row, [SIGNED, ...padding(-1990, -2000)]))).toEqual([0, 0, 0, 128, 255]);
    expect(await greysOf(madeRows(row, [SIGNED, ...rescale, ...padding(-2000, -1990)]))).toEqual([
      0, 0, 0, 128, 255,
    ]);
  });

  it('serves all frames of a clip', async () => {
    const clip = madeRows([
      [0, 1, 2],
      [0, 1000, 2000],
      [0, 100, 2000],
    ]);
    expect(await greysOf(clip, 0)).toEqual([0, 0, 0]);
    expect(await greysOf(clip, 1)).toEqual([0, 128, 255]);
  });

  it('of values that differ in a hundredth of the pixels alone still parts them', async () => {
    const row = [...Array<number>(500).fill(7), 8, 9];
    expect((await greysOf(madeRows([row]))).slice(-3)).toEqual([0, 128, 255]);
  });

  it('gives greys in the order of the values, whatever they are', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 65_535 }), { minLength: 2, maxLength: 50 }),
        async (row) => {
          const greys = await greysOf(madeRows([row]));
          const pairs = row.map((value, i) => [value, greys[i] ?? 0] as const).sort(([a], [b]) => a - b);
          for (let i = 1; i < pairs.length; i += 1)
            expect(pairs[i]?.[1]).toBeGreaterThanOrEqual(pairs[i - 1]?.[1] ?? 0);
        },
      ),
    ));
});

describe('what belongs to a frame', () => {
  const group = (tag: number, elements: readonly Made[]): Made => [tag, 'SQ', sequence([elements])];
  const transform = (slope: string, intercept: string) =>
    group(0x00289145, [
      [0x00281052, 'DS', intercept],
      [0x00281053, 'DS', slope],
      [0x00281054, 'LO', 'HU'],
    ]);
  const frameWindow = (center: string, width: string) => group(0x00289132, window(center, width));
  const spacing = (mm: string) => group(0x00289110, [[0x00280030, 'DS', `${mm}\\${mm}`]]);
  const enhanced = madeRows(
    [
      [300, 400],
      [300, 400],
      [300, 400],
    ],
    [
      [0x00281052, 'DS', '9'],
      [0x00281053, 'DS', '9'],
      [0x52009229, 'SQ', sequence([[transform('1', '0'), spacing('0.5')]])],
      [
        0x52009230,
        'SQ',
        sequence([
          [frameWindow('350', '101')],
          [frameWindow('-300', '201'), transform('2', '-1000'), spacing('2')],
          [],
        ]),
      ],
    ],
  );

  it('is its own, else what all frames share, before what the file says at the top', () => {
    const header = headerOf(enhanced);
    const values = [0, 1, 2].map((frame) => toModality(frameHeader(header, frame).greyScale, 300));
    expect(values).toEqual([300, -400, 300]);
    expect(header.perFrame.map(({ calibration }) => calibration.spacing?.x)).toEqual([0.5, 2, 0.5]);
    expect(header.perFrame.map(({ greyScale }) => greyScale.rescale.unit)).toEqual(['HU', 'HU', 'HU']);
  });

  it('is drawn frame by frame, and frames without a window by the values', async () => {
    expect(await greysOf(enhanced, 0)).toEqual([1, 255]);
    expect(await greysOf(enhanced, 1)).toEqual([1, 255]);
    expect(await greysOf(enhanced, 2)).toEqual([223, 255]);
  });

  it('that the file does not describe is said', () => {
    const short = madeRows([[1], [2]], [[0x52009230, 'SQ', sequence([[transform('2', '0')]])]]);
    expect(notesOf(short)[0]).toContain('describes 1 of its 2 frames');
  });
});

describe('values and polarity', () => {
  it('have a unit only where the file gives them one', () => {
    const unit = (extra: readonly Made[]) =>
      frameHeader(headerOf(madeRows([[1]], extra)), 0).greyScale.rescale.unit;
    const rescale: Made[] = [
      [0x00281052, 'DS', '-1024'],
      [0x00281053, 'DS', '1'],
    ];
    const ct: Made = [0x00080060, 'CS', 'CT'];
    expect(unit([ct, ...rescale])).toBe('HU');
    expect(unit([ct])).toBe('');
    expect(unit([ct, ...rescale, [0x00281054, 'LO', 'US']])).toBe('');
    expect(unit([[0x00080060, 'CS', 'PT'], ...rescale, [0x00541001, 'CS', 'BQML']])).toBe('Bq/mL');
  });

  it('without a slope that can be are those stored, and that is said', () => {
    const picture = madeRows(
      [[1, 2]],
      [
        [0x00281052, 'DS', '5'],
        [0x00281053, 'DS', '0'],
      ],
    );
    expect(toModality(frameHeader(headerOf(picture), 0).greyScale, 2)).toBe(2);
    expect(notesOf(picture)[0]).toContain('its slope is 0');
  });

  it('are turned over once, by either attribute, and a contradiction is said', async () => {
    const shown = (photometric: string, shape: string) =>
      madeRows(
        [[0, 100]],
        [
          [0x00280004, 'CS', photometric],
          [0x20500020, 'CS', shape],
        ],
      );
    expect(await greysOf(shown('MONOCHROME1', 'INVERSE'))).toEqual([255, 0]);
    expect(notesOf(shown('MONOCHROME1', 'INVERSE'))).toEqual([]);
    expect(await greysOf(shown('MONOCHROME2', 'IDENTITY'))).toEqual([0, 255]);
    expect(await greysOf(shown('MONOCHROME2', 'INVERSE'))).toEqual([255, 0]);
    expect(notesOf(shown('MONOCHROME2', 'INVERSE'))).toHaveLength(1);
  });
});
