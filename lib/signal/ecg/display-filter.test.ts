import { describe, expect, it } from 'vitest';
import { sampleEcg } from '../fixtures/sample-ecg.ts';
import { filterForReading } from './display-filter.ts';

const draw = (wander: number, mains: number) =>
  sampleEcg({
    rate: 250,
    seconds: 20,
    seed: 3,
    noise: 0,
    wander,
    mains,
    rhythm: () => ({ kind: 'normal', next: 0.8 }),
  });

describe('filterForReading', () => {
  it('takes out wander and mains and leaves beats where and as high as they are', () => {
    const { samples, beats } = draw(0.8, 0.3);
    const filtered = filterForReading(samples, 250);
    const clean = filterForReading(draw(0, 0).samples, 250);
    for (let i = 500; i < 4500; i += 1)
      expect(Math.abs((filtered[i] ?? 0) - (clean[i] ?? 0))).toBeLessThan(0.06);
    for (const beat of beats.slice(2, -2)) {
      const at = Math.round(beat * 250);
      expect(Math.max(...filtered.subarray(at - 10, at + 11))).toBe(
        Math.max(...filtered.subarray(at - 2, at + 3)),
      );
    }
  });

  it('keeps what was not recorded unrecorded', () => {
    const { samples } = draw(0, 0);
    samples.fill(Number.NaN, 2000, 2300);
    samples[3000] = Number.NaN;
    const filtered = filterForReading(samples, 250);
    expect(filtered.every((value, i) => Number.isNaN(value) === Number.isNaN(samples[i]))).toBe(true);
  });
});
