import { describe, expect, it } from 'vitest';
import { type Made, sequence } from './fixtures/make-file.ts';
import { greysOf, madeRows, notesOf } from './fixtures/open-made.ts';
import { toModality } from './grey-scale.ts';
import { frameHeader, headerOf } from './picture-header.ts';
import { presetsOf } from './presets.ts';

const SIGNED: Made = [0x00280103, 'US', [1]];
const table = (descriptor: Made, data: Made, more: readonly Made[] = []): Uint8Array =>
  sequence([[descriptor, ...more, data]]);
const words = (values: readonly number[]) => new Uint8Array(Uint16Array.from(values).buffer);
const voi = (value: Uint8Array): Made => [0x00283010, 'SQ', value];
const modality = (value: Uint8Array): Made => [0x00283000, 'SQ', value];
describe('a lookup table', () => {
  const values = [0, 1000, 2000, 65_535];

  it('begins at a signed value where the pixels are signed, whatever it is written as', async () => {
    for (const vr of ['US', 'SS']) {
      const item = table([0x00283002, vr, [4, 0xfffe, 16]], [0x00283006, 'OW', words(values)]);
      expect(await greysOf(madeRows([[-5, -2, -1, 0, 1, 9]], [SIGNED, voi(item)]))).toEqual([
        0, 0, 4, 8, 255, 255,
      ]);
    }
  });

  it('begins at a negative value where only the rescaling makes the values negative', async () => {
    const item = table([0x00283002, 'US', [2, 0xffff, 16]], [0x00283006, 'OW', words([0, 65_535])]);
    const rescale: Made[] = [
      [0x00281052, 'DS', '-1000'],
      [0x00281053, 'DS', '1'],
    ];
    expect(await greysOf(madeRows([[998, 999, 1000, 1001]], [...rescale, voi(item)]))).toEqual([
      0, 0, 255, 255,
    ]);
  });

  it('comes packed two to a word, as bytes, or one to a word', async () => {
    const eight = [0, 50, 100, 255];
    const packed: Made[] = [
      [0x00283006, 'OW', Uint8Array.from(eight)],
      [0x00283006, 'OB', Uint8Array.from(eight)],
      [0x00283006, 'US', eight],
      [0x00283006, 'OW', words(eight)],
    ];
    for (const data of packed)
      expect(
        await greysOf(madeRows([[0, 1, 2, 3]], [voi(table([0x00283002, 'US', [4, 0, 8]], data))])),
      ).toEqual(eight);
  });

  it('of 65,536 entries declares 0', async () => {
    const all = Uint8Array.from(words(Array.from({ length: 65_536 }, (_, i) => i)));
    const item = table([0x00283002, 'US', [0, 0, 16]], [0x00283006, 'OW', all]);
    expect(await greysOf(madeRows([[0, 0x7fff, -1]], [voi(item)]))).toEqual([0, 127, 255]);
  });

  it('narrower than declared is as bright as its largest entry', async () => {
    const narrow = [0, 1024, 2048, 4095];
    const item = table([0x00283002, 'US', [4, 0, 16]], [0x00283006, 'OW', words(narrow)]);
    expect(await greysOf(madeRows([[0, 1, 2, 3]], [voi(item)]))).toEqual([0, 64, 128, 255]);
    // A table that ends below the brightest is drawn as it is.
    const dim = table([0x00283002, 'US', [2, 0, 8]], [0x00283006, 'US', [0, 200]]);
    expect(await greysOf(madeRows([[0, 1]], [voi(dim)]))).toEqual([0, 200]);
  });

  it('that is too short is not used, and that is said', async () => {
    const item = table([0x00283002, 'US', [9, 0, 16]], [0x00283006, 'OW', words(values)]);
    const picture = madeRows([[0, 100]], [voi(item)]);
    expect(await greysOf(picture)).toEqual([0, 255]);
    expect(notesOf(picture)[0]).toContain('should hold 9 entries');
  });

  it('of the modality comes before that of the grey', async () => {
    const first = table([0x00283002, 'US', [3, 10, 16]], [0x00283006, 'OW', words([100, 101, 102])]);
    const second = table([0x00283002, 'US', [3, 100, 8]], [0x00283006, 'US', [0, 77, 255]]);
    const picture = madeRows([[9, 10, 11, 12, 13]], [modality(first), voi(second)]);
    expect(await greysOf(picture)).toEqual([0, 0, 77, 255, 255]);
    expect(toModality(frameHeader(headerOf(picture), 0).greyScale, 11)).toBe(101);
  });

  it('stands with others and with windows to choose from, by name', async () => {
    const named = (name: string): Made[] => [
      [0x00283002, 'US', [2, 0, 8]],
      [0x00283003, 'LO', name],
      [0x00283006, 'US', name === 'Hard' ? [0, 255] : [50, 200]],
    ];
    const picture = madeRows(
      [[0, 1]],
      [
        voi(sequence([named('Hard'), named('Soft')])),
        [0x00281050, 'DS', '0.5\\40'],
        [0x00281051, 'DS', '1\\400'],
        [0x00281055, 'LO', 'Narrow\\Wide'],
        [0x00281056, 'CS', 'LINEAR_EXACT'],
      ],
    );
    const names = presetsOf(headerOf(picture), null).map(({ name }) => name);
    expect(names.slice(0, 4)).toEqual(['Hard', 'Soft', 'Narrow', 'Wide']);
    expect(await greysOf(picture, 0, 1)).toEqual([50, 200]);
    expect(await greysOf(picture, 0, 2)).toEqual([0, 255]);
  });
});
