import { describe, expect, it } from 'vitest';
import { frameAt, rateOf, readCine } from './cine.ts';
import { readDicomFile } from './dicom-file.ts';
import { type Made, makeFile } from './fixtures/make-file.ts';

function cineOf(elements: readonly Made[], frames: number) {
  const file = readDicomFile(makeFile([[0x00080060, 'CS', 'US'], ...elements]));
  if (!file.ok) throw new Error(file.refusal.message);
  return readCine(file.value.set, frames);
}

describe('the rate of a cine', () => {
  it('is that of the vector of increments, then of the frame time, then of the rates', () => {
    const vector: Made = [0x00181065, 'DS', '0\\40\\20\\20'];
    const time: Made = [0x00181063, 'DS', '33.333'];
    const rate: Made = [0x00180040, 'IS', '50'];
    expect(cineOf([rate, time, vector], 4)).toEqual({
      durations: [40, 20, 20, 20],
      source: 'FrameTimeVector',
    });
    expect(cineOf([rate, time, vector], 3).source).toBe('FrameTime');
    expect(rateOf(cineOf([rate], 3))).toBeCloseTo(50);
    expect(cineOf([[0x00181063, 'DS', '0']], 3)).toMatchObject({ source: null });
  });

  it('says which frame stands when', () => {
    const cine = { durations: [40, 20, 40], source: null };
    expect([0, 39, 40, 60, 99, 100, 145].map((ms) => frameAt(cine, ms, true))).toEqual([0, 0, 1, 2, 2, 0, 1]);
    expect(frameAt(cine, 1000, false)).toBe(2);
  });
});
