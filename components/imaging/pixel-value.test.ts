import { describe, expect, it } from 'vitest';
import { decodeFrame } from '#lib/dicom/decode-frame.ts';
import { toDisplay } from '#lib/dicom/display-frame.ts';
import { greyElements, type Made, makeFile, sequence } from '#lib/dicom/fixtures/make-file.ts';
import { madeRows, openMade } from '#lib/dicom/fixtures/open-made.ts';
import type { Picture } from '#lib/dicom/picture.ts';
import { frameHeader, headerOf } from '#lib/dicom/picture-header.ts';
import { pixelValueText } from './pixel-value.ts';

async function textsOf(picture: Picture, index = 0): Promise<string[]> {
  const outcome = await decodeFrame(picture, index);
  const frame = outcome.ok ? toDisplay(outcome.value, picture) : null;
  if (frame?.kind !== 'grey') throw new Error('no grey');
  const own = frameHeader(headerOf(picture), index);
  return Array.from(frame.codes, (_, pixel) => pixelValueText(own, frame, pixel));
}

const rescale = (unit: string): Made[] => [
  [0x00281052, 'DS', '-1024'],
  [0x00281053, 'DS', '0.5'],
  [0x00281054, 'LO', unit],
];

describe('the value of a pixel', () => {
  it('is that of the modality with the unit of the file, and padding is none', async () => {
    const padding: Made = [0x00280120, 'US', [9]];
    expect(await textsOf(madeRows([[100, 9]], [...rescale('HU'), padding]))).toEqual([
      '-974 HU',
      'outside the picture (padding)',
    ]);
    expect(await textsOf(madeRows([[100]], rescale('US')))).toEqual(['-974 (no unit)']);
  });

  it('is exact where the screen has only steps, and may be no number', async () => {
    const pixels = new Uint8Array(Float32Array.of(0, 0.1, 1e9, Number.NaN, -5).buffer);
    const made = greyElements({ rows: 1, columns: 5, bits: 32, pixels: new Uint8Array() }, [
      [0x00280122, 'FL', new Uint8Array(Float32Array.of(-5).buffer)],
      [0x7fe00008, 'OF', pixels],
    ]);
    const file = makeFile(made.filter(([tag]) => tag !== 0x7fe00010));
    expect(await textsOf(openMade(file))).toEqual([
      '0 (no unit)',
      '0.1 (no unit)',
      '1000000000 (no unit)',
      'no number',
      'outside the picture (padding)',
    ]);
  });

  it('stands for another in the world, each frame by its own mapping', async () => {
    const world = (slope: number, unit: string): Made[] => [
      [
        0x00409096,
        'SQ',
        sequence([
          [
            [
              0x004008ea,
              'SQ',
              sequence([
                [
                  [0x00080100, 'SH', unit],
                  [0x00080102, 'SH', 'UCUM'],
                ],
              ]),
            ],
            [0x00409210, 'SH', 'SUV'],
            [0x00409211, 'US', [200]],
            [0x00409216, 'US', [50]],
            [0x00409224, 'FD', [1]],
            [0x00409225, 'FD', [slope]],
          ],
        ]),
      ],
    ];
    const picture = madeRows(
      [
        [100, 10],
        [100, 10],
      ],
      [[0x52009230, 'SQ', sequence([world(0.1, 'g/ml'), world(2, '1')])]],
    );
    expect(await textsOf(picture, 0)).toEqual(['100 (no unit); 11 g/ml (SUV)', '10 (no unit)']);
    expect(await textsOf(picture, 1)).toEqual(['100 (no unit); 201 (SUV)', '10 (no unit)']);
  });
});
