import { describe, expect, it } from 'vitest';
import { readDicomFile } from './dicom-file.ts';
import { type Made, makeFile } from './fixtures/make-file.ts';
import { applyPalette, readPalette } from './palette.ts';

function setOf(elements: readonly Made[]) {
  const file = readDicomFile(makeFile(elements));
  if (!file.ok) throw new Error(file.refusal.message);
  return file.value.set;
}

const words = (values: readonly number[]) => new Uint8Array(Uint16Array.from(values).buffer);
const tables = (data: readonly number[], descriptor: readonly number[], first = 0x00281201): Made[] => [
  ...[0x00281101, 0x00281102, 0x00281103].map((tag): Made => [tag, 'US', descriptor]),
  ...[0, 1, 2].map((i): Made => [first + i, 'OW', words(data)]),
];

describe('a palette', () => {
  it('is clamped at its ends and shifted to 8 bits', () => {
    const palette = readPalette(setOf(tables([0x1000, 0x2000, 0xff00], [3, 10, 16])), false);
    expect([...applyPalette([9, 10, 11, 12, 99], palette)].filter((_, i) => i % 3 === 0)).toEqual([
      16, 16, 32, 255, 255,
    ]);
  });

  it('with 8-bit values in 16-bit entries is not drawn black', () => {
    const palette = readPalette(setOf(tables([1, 100, 255], [3, 0, 16])), false);
    expect([...palette.red]).toEqual([1, 100, 255]);
  });

  it('in segments is expanded: discrete, linear, and indirect', () => {
    const segments = [0, 2, 0, 256, 1, 2, 768, 2, 1, 0, 0];
    const palette = readPalette(setOf(tables(segments, [6, 0, 16], 0x00281221)), false);
    expect([...palette.red]).toEqual([0, 1, 2, 3, 0, 1]);
  });

  it('shorter than it says is refused', () => {
    expect(() => readPalette(setOf(tables([1, 2], [3, 0, 16])), false)).toThrow('3 entries and holds 2');
  });
});
