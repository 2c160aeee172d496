import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleUniform, sampleWhite } from '../fixtures/sample-noise.ts';
import { detectPulses, detectPulsesOfChannels, pulseIntervals } from './detect-pulses.ts';

/** A camera at about 30 frames a second that sees pulses with a dicrotic wave; darker as blood rises. */
function camera(sign: 1 | -1, noise: number) {
  const random = sampleUniform(4);
  const lengths = sampleWhite(100, 9).map((z) => 0.85 + 0.04 * z);
  const beats: number[] = [];
  for (let at = 0.5, i = 0; at < 60; i += 1) {
    beats.push(at);
    at += lengths[i] ?? 0.85;
  }
  const seconds: number[] = [];
  for (let at = 0; at < 60; at += 0.03 + 0.006 * random()) seconds.push(at);
  const wave = (t: number) =>
    beats.reduce((sum, beat) => {
      const z = t - beat;
      if (z < -0.3 || z > 0.9) return sum;
      return sum + Math.exp(-((z / 0.09) ** 2)) + 0.35 * Math.exp(-(((z - 0.33) / 0.1) ** 2));
    }, 0);
  const values = seconds.map(
    (t) => 200 + sign * 2 * wave(t) + noise * (random() - 0.5) + 0.4 * Math.sin(t / 3),
  );
  return { beats, seconds: Float64Array.from(seconds), values: Float64Array.from(values) };
}

describe('detectPulses', () => {
  it('finds each pulse once in either polarity, with intervals true to a few milliseconds', () => {
    for (const sign of [1, -1] as const) {
      const { beats, seconds, values } = camera(sign, 0.1);
      const pulses = detectPulses({ seconds, values });
      expect(pulses.seconds.length).toBeGreaterThanOrEqual(beats.length - 2);
      expect(pulses.seconds.length).toBeLessThanOrEqual(beats.length);
      const { ms, at } = pulseIntervals(pulses);
      const errors = Array.from(ms, (length, i) => {
        const end = beats.findIndex((beat) => Math.abs(beat - (at[i] ?? 0)) < 0.3);
        return Math.abs(length - 1000 * ((beats[end] ?? 0) - (beats[end - 1] ?? 0)));
      });
      expect(errors.reduce((a, b) => a + b) / errors.length).toBeLessThan(8);
    }
  });

  it('takes the channel that shows pulses', () => {
    const { seconds, values } = camera(-1, 0.1);
    const saturated = values.map(() => 255);
    const noise = sampleWhite(values.length, 3);
    const { seconds: found } = detectPulsesOfChannels(seconds, [saturated, noise, values]);
    expect(found).toEqual(detectPulses({ seconds, values }).seconds);
  });

  it('trusts no pulse of noise', () => {
    const { seconds } = camera(1, 0);
    const { report } = pulseIntervals(detectPulses({ seconds, values: sampleWhite(seconds.length, 8) }));
    expect(report.kept).toBeLessThan(0.1 * report.recorded);
  });

  it('never throws', () => {
    const number = fc.double();
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { maxLength: 300 }), (rows) => {
        const { seconds } = detectPulses({
          seconds: Float64Array.from(rows, ([second]) => Math.abs(second) % 100),
          values: Float64Array.from(rows, ([, value]) => value),
        });
        expect(seconds.every(Number.isFinite)).toBe(true);
      }),
    );
  });
});
