import { describe, expect, it } from 'vitest';
import { frameAt, rateOf, readCine } from './cine.ts';
import { readDicomFile } from './dicom-file.ts';
import { type Made, makeFile, sequence } from './fixtures/make-file.ts';
import { Notes } from './notes.ts';

function cineOf(elements: readonly Made[], frames: number) {
  const file = readDicomFile(makeFile([[0x00080060, 'CS', 'US'], ...elements]));
  if (!file.ok) throw new Error(file.refusal.message);
  const notes = new Notes();
  return { ...readCine(file.value.set, frames, notes), notes: notes.issues.map(({ message }) => message) };
}

const vector: Made = [0x00181065, 'DS', '0\\40\\20\\20'];
const time: Made = [0x00181063, 'DS', '33.333'];
const rate: Made = [0x00180040, 'IS', '50'];
const pointer = (...tags: readonly number[]): Made => [0x00280009, 'AT', tags];
const TIME = 0x00181063;
const VECTOR = 0x00181065;

describe('the rate of a cine', () => {
  it('is that of the attribute that the file refers to', () => {
    expect(cineOf([pointer(TIME), time, vector, rate], 4).source).toBe('FrameTime');
    expect(cineOf([pointer(VECTOR), time, vector, rate], 4)).toMatchObject({
      durations: [40, 20, 20, 20],
      source: 'FrameTimeVector',
      timed: true,
      notes: [],
    });
  });

  it('is that of the only one there is, then of the rates', () => {
    expect(cineOf([rate, vector], 4).source).toBe('FrameTimeVector');
    expect(cineOf([rate, time], 3).source).toBe('FrameTime');
    expect(rateOf(cineOf([rate], 3))).toBeCloseTo(50);
    expect(cineOf([[0x00181063, 'DS', '0']], 3)).toMatchObject({ source: null });
  });

  it('is neither of two that contradict each other', () => {
    const cine = cineOf([time, vector, rate], 4);
    expect(cine.source).toBe('CineRate');
    expect(cine.notes[0]).toContain('contradict each other');
  });

  it.each<[string, readonly Made[], string | null, string]>([
    ['that is missing', [pointer(VECTOR), time], 'FrameTime', 'refers to FrameTimeVector'],
    ['of the wrong length', [pointer(VECTOR), vector], null, 'has 4 times for 3 frames'],
    ['that cannot be', [pointer(TIME), [0x00181063, 'DS', '-7']], null, 'FrameTime is -7 ms'],
  ])('from an attribute %s is said to be so', (_name, elements, source, note) => {
    const cine = cineOf(elements, 3);
    expect(cine.source).toBe(source);
    expect(cine.notes.join(' ')).toContain(note);
  });

  it('is none where the frames are slices', () => {
    const cine = cineOf([pointer(0x00540080), time], 3);
    expect(cine).toMatchObject({ timed: false, source: null });
    expect(cine.notes[0]).toContain('SliceVector');
  });

  it('is that of the frames’ own times where they lie in one plane', () => {
    const frame = (offset: number, z: number): Made[] => [
      [0x00209310, 'SQ', sequence([[[0x0020930d, 'FD', [offset]]]])],
      [0x00209113, 'SQ', sequence([[[0x00200032, 'DS', `0\\0\\${z}`]]])],
    ];
    const own = (frames: readonly Made[][]) => cineOf([[0x52009230, 'SQ', sequence(frames)]], 3);
    expect(own([frame(0, 1), frame(0.1, 1), frame(0.3, 1)])).toMatchObject({
      source: 'TemporalPositionTimeOffset',
      durations: [100, 200, 200].map((ms) => expect.closeTo(ms)),
    });
    expect(own([frame(0, 1), frame(0.1, 2), frame(0.3, 3)]).source).toBeNull();
    expect(own([frame(0.2, 1), frame(0.1, 1), frame(0.3, 1)]).source).toBeNull();
  });

  it('says which frame stands when', () => {
    const cine = { durations: [40, 20, 40] };
    expect([0, 39, 40, 60, 99, 100, 145].map((ms) => frameAt(cine, ms, true))).toEqual([0, 0, 1, 2, 2, 0, 1]);
    expect(frameAt(cine, 1000, false)).toBe(2);
  });
});
