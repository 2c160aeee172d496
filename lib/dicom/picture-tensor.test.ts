import { describe, expect, it } from 'vitest';
import { decodeFrame } from './decode-frame.ts';
import { greyElements, type Made, makeFile } from './fixtures/make-file.ts';
import { openPicture } from './open-picture.ts';
import { headerOf } from './picture-header.ts';
import { clipTensor } from './picture-tensor.ts';

async function tensorOf(
  pixels: Uint8Array,
  rows: number,
  columns: number,
  size: number,
  extra: readonly Made[] = [],
  frames = 1,
) {
  const opened = openPicture(makeFile(greyElements({ rows, columns, bits: 8, pixels }, extra)));
  if (!opened.ok) throw new Error(opened.refusal.message);
  const picture = opened.value;
  return clipTensor(picture, headerOf(picture), frames, size, async (index) => {
    const frame = await decodeFrame(picture, index);
    if (!frame.ok) throw new Error(frame.refusal.message);
    return frame.value;
  });
}

describe('the tensor of a picture', () => {
  it('is the mean of what each of its pixels covers, 0 to 1', async () => {
    const pixels = Uint8Array.from([0, 0, 255, 255, 0, 0, 255, 255, 51, 51, 0, 102, 51, 51, 0, 102]);
    const { shape, values } = await tensorOf(pixels, 4, 4, 2);
    expect(shape).toEqual([1, 1, 2, 2]);
    expect([...values].map((value) => Number(value.toFixed(6)))).toEqual([0, 1, 0.2, 0.2]);
  });

  it('has black beside a picture that is no square, and enlarges a small one', async () => {
    const { values } = await tensorOf(new Uint8Array(8).fill(255), 2, 4, 4);
    expect([...values]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
    const small = await tensorOf(Uint8Array.from([0, 255, 255, 0]), 2, 2, 4);
    expect([...small.values]).toEqual([0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0]);
  });

  it('is turned over for MONOCHROME1 and in the modality’s values', async () => {
    const turned = await tensorOf(Uint8Array.from([0, 255, 255, 0]), 2, 2, 2, [
      [0x00280004, 'CS', 'MONOCHROME1'],
    ]);
    expect([...turned.values]).toEqual([1, 0, 0, 1]);
  });

  it('takes the frames of a clip at equal times', async () => {
    const clip: Made[] = [
      [0x00280008, 'IS', '4'],
      [0x00181065, 'DS', '0\\10\\10\\10'],
    ];
    const { values } = await tensorOf(Uint8Array.from([0, 51, 102, 255]), 1, 1, 1, clip, 2);
    expect([...values].map((value) => Number(value.toFixed(6)))).toEqual([0.2, 1]);
  });
});
