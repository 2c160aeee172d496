import { describe, expect, it } from 'vitest';
import type { DisplayFrame } from '#lib/dicom/display-frame.ts';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import { smallPicture } from './small-picture.ts';

const header = (rows: number, columns: number, inverted = false): PictureHeader =>
  ({
    rows,
    columns,
    frames: 1,
    aspect: 1,
    labels: { dicomModality: 'DX' },
    bitsStored: 8,
    perFrame: [
      {
        shutter: null,
        greyScale: {
          rescale: { slope: 1, intercept: 0, unit: '' },
          ...{ modalityTable: null, presentationTable: null, padding: null },
          vois: [{ kind: 'window', name: 'own', window: { center: 128, width: 256, shape: 'linear' } }],
          inverted,
        },
      },
    ],
  }) as unknown as PictureHeader;

const grey = (codes: Uint8Array): DisplayFrame => ({
  kind: 'grey',
  codes,
  step: 1,
  start: 0,
  min: 0,
  max: 255,
  blank: null,
  exact: null,
});

describe('smallPicture', () => {
  it('is at most 320 pixels a side, of the shape of the picture', () => {
    const { width, height } = smallPicture(header(640, 1000), 0, grey(new Uint8Array(640 * 1000)), null);
    expect([width, height]).toEqual([250, 160]);
  });

  it('keeps each grey of a small picture, opaque', () => {
    const codes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const { rgba } = smallPicture(header(16, 16), 0, grey(codes), null);
    for (const [i, code] of codes.entries())
      expect([...rgba.subarray(4 * i, 4 * i + 4)]).toEqual([code, code, code, 255]);
  });

  it('shows MONOCHROME1 as it is meant', () => {
    const { rgba } = smallPicture(header(1, 2, true), 0, grey(Uint8Array.of(0, 255)), null);
    expect([rgba[0], rgba[4]]).toEqual([255, 0]);
  });

  it('averages colour channel by channel', () => {
    const rgb = new Uint8Array(3 * 640 * 2);
    for (let i = 0; i < 640 * 2; i += 1) rgb.set([i % 2 ? 100 : 0, 50, 200], 3 * i);
    const { rgba } = smallPicture(header(2, 640), 0, { kind: 'colour', rgb }, null);
    expect([...rgba.subarray(0, 4)]).toEqual([50, 50, 200, 255]);
  });
});
