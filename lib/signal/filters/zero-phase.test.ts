import { describe, expect, it } from 'vitest';
import { mean } from '../statistics.ts';
import { bandPass, butterworth, notch, type Section } from './sections.ts';
import { zeroPhase } from './zero-phase.ts';

/** |H| of a cascade at a frequency. */
function gainAt(sections: readonly Section[], hz: number, rate: number): number {
  const w = (2 * Math.PI * hz) / rate;
  const size = (c0: number, c1: number, c2: number) =>
    Math.hypot(c0 + c1 * Math.cos(w) + c2 * Math.cos(2 * w), c1 * Math.sin(w) + c2 * Math.sin(2 * w));
  return sections.reduce((gain, { b0, b1, b2, a1, a2 }) => (gain * size(b0, b1, b2)) / size(1, a1, a2), 1);
}

const sine = (hz: number, rate: number, seconds: number) =>
  Float64Array.from({ length: rate * seconds }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rate));

describe('sections', () => {
  it('gives the coefficients of scipy.signal.butter(2, 40, "low", fs=250, output="sos")', () => {
    const [section] = butterworth('low', 2, 40, 250);
    expect(section?.b0).toBeCloseTo(0.1453238839, 9);
    expect(section?.a1).toBeCloseTo(-0.6710290908, 9);
    expect(section?.a2).toBeCloseTo(0.2523246263, 9);
  });

  it('is 3 dB down at its edge for every even order', () => {
    for (const order of [2, 4, 6])
      for (const kind of ['low', 'high'] as const)
        expect(gainAt(butterworth(kind, order, 12, 250), 12, 250)).toBeCloseTo(Math.SQRT1_2, 9);
  });

  it('takes out the mains and leaves the rest', () => {
    expect(gainAt(notch(50, 30, 360), 50, 360)).toBeLessThan(1e-9);
    expect(gainAt(notch(50, 30, 360), 40, 360)).toBeGreaterThan(0.99);
    expect(gainAt(notch(50, 30, 360), 0, 360)).toBeCloseTo(1, 9);
  });

  it('refuses an edge that the sampling rate cannot carry', () => {
    expect(() => butterworth('low', 2, 64, 128)).toThrow(RangeError);
    expect(() => notch(60, 30, 100)).toThrow(RangeError);
    expect(bandPass(2, 5, 60, 128)).toHaveLength(1);
  });
});

describe('zeroPhase', () => {
  it('neither shifts nor weakens what is inside the band, and squares the gain at its edge', () => {
    const rate = 250;
    const wave = sine(10, rate, 8);
    const inside = zeroPhase(bandPass(2, 1, 40, rate), wave, rate);
    for (let i = 500; i < 1500; i += 7) expect(inside[i]).toBeCloseTo(wave[i] ?? 0, 1);
    const edge = zeroPhase(butterworth('low', 2, 10, rate), wave, rate);
    expect(Math.max(...edge.subarray(500, 1500))).toBeCloseTo(0.5, 2);
  });

  it('takes a constant for what it is, from the first sample on', () => {
    const steady = zeroPhase(bandPass(2, 0.5, 40, 250), new Float64Array(600).fill(7), 250);
    expect(Math.max(...steady.map(Math.abs))).toBeLessThan(1e-9);
    const low = zeroPhase(butterworth('low', 2, 5, 250), new Float64Array(600).fill(7), 250);
    expect(mean(low)).toBeCloseTo(7, 9);
  });

  it('keeps the length of one sample and of none', () => {
    expect(zeroPhase(bandPass(2, 1, 40, 250), new Float64Array(1), 250)).toHaveLength(1);
    expect(zeroPhase(bandPass(2, 1, 40, 250), new Float64Array(), 250)).toHaveLength(0);
  });
});
