import { describe, expect, it } from 'vitest';
import { Lateness } from './lateness.ts';

const SECOND_MS = 1000;

/** Chunks of a second that come `late` each, from second `from` on; gives the second after the last. */
function hear(lateness: Lateness, from: number, late: readonly number[]): number {
  for (const [k, one] of late.entries()) lateness.hear(one, SECOND_MS * (from + k));
  return from + late.length;
}

const times = (count: number, late: number): readonly number[] => Array.from({ length: count }, () => late);

describe('Lateness', () => {
  it('is enough for every chunk, and little more', () => {
    const lateness = new Lateness();
    hear(lateness, 0, [1020, 1060, 1030]);
    expect(lateness.at(2 * SECOND_MS)).toBeGreaterThanOrEqual(1060);
    expect(lateness.at(2 * SECOND_MS)).toBeLessThan(1160);
  });

  it('grows at once when one comes later', () => {
    const lateness = new Lateness();
    const next = hear(lateness, 0, times(20, 1020));
    lateness.hear(1700, SECOND_MS * next);
    expect(lateness.at(SECOND_MS * next)).toBeGreaterThanOrEqual(1700);
  });

  it('holds for a while after one that came late, and is then as before', () => {
    const lateness = new Lateness();
    const before = hear(lateness, 0, [...times(20, 1020), 1700]);
    const soon = hear(lateness, before, times(2, 1020));
    expect(lateness.at(SECOND_MS * soon)).toBeGreaterThanOrEqual(1700);
    const later = hear(lateness, soon, times(30, 1020));
    expect(lateness.at(SECOND_MS * later)).toBeLessThan(1160);
  });

  it('never shrinks faster than a tenth of the time', () => {
    const lateness = new Lateness();
    const end = hear(lateness, 0, [...times(3, 1020), 2400, ...times(10, 1020)]);
    for (let now = SECOND_MS * end; now < SECOND_MS * (end + 40); now += 16) {
      if (now % SECOND_MS < 16) lateness.hear(1020, now);
      const fall = lateness.at(now) - lateness.at(now + 16);
      expect(fall).toBeLessThanOrEqual(0.1 * 16 + 1e-9);
    }
    expect(lateness.at(SECOND_MS * (end + 40))).toBeLessThan(1160);
  });
});
