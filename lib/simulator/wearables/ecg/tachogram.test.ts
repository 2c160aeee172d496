import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openStream } from '../../stream.ts';
import { type Beat, fibrillatingBeats, sinusBeats } from './tachogram.ts';

const intervals = (beats: readonly Beat[]) => beats.slice(1).map(({ at }, n) => at - (beats[n]?.at ?? 0));
const rms = (values: readonly number[]) => Math.sqrt(values.reduce((s, v) => s + v * v, 0) / values.length);
const differences = (rr: readonly number[]) => rr.slice(1).map((value, n) => value - (rr[n] ?? 0));

describe('the tachogram', () => {
  it('has the RMSSD that it was asked for', () => {
    for (const rmssd of [8, 20, 60])
      for (const lfOverHf of [0.3, 1, 4]) {
        const modulation = { meanRr: 0.85, rmssd, lfOverHf, breathing: 0.27 };
        const beats = sinusBeats(openStream(1, rmssd, 'test'), modulation, 0, 3000);
        expect((1000 * rms(differences(intervals(beats)))) / rmssd).toBeCloseTo(1, 1);
      }
  });

  it('sends each ectopic early and pauses after it until two cycles are over', () => {
    const modulation = { meanRr: 0.8, rmssd: 0.001, lfOverHf: 1, breathing: 0.25 };
    const beats = sinusBeats(openStream(2, 0, 'test'), modulation, 0.1, 300);
    const rr = intervals(beats);
    const early = beats.flatMap(({ label }, n) => (label === 'V' ? [n] : []));
    expect(early.length).toBeGreaterThan(10);
    for (const n of early.filter((one) => one < rr.length)) {
      expect(rr[n - 1]).toBeLessThan(0.55);
      expect((rr[n - 1] ?? 0) + (rr[n] ?? 0)).toBeCloseTo(1.6, 3);
    }
  });

  it('is irregular without memory in fibrillation', () => {
    const rr = intervals(fibrillatingBeats(openStream(4, 0, 'test'), 0.75, 2000));
    const mean = rr.reduce((s, v) => s + v, 0) / rr.length;
    const centred = rr.map((v) => v - mean);
    const lagged = centred.slice(1).reduce((s, v, n) => s + v * (centred[n] ?? 0), 0);
    expect(mean).toBeCloseTo(0.75, 1);
    expect(rms(centred) / mean).toBeGreaterThan(0.15);
    expect(Math.abs(lagged / centred.reduce((s, v) => s + v * v, 0))).toBeLessThan(0.06);
  });

  it('runs forwards and past both ends of the strip for any heart', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 1.8, noNaN: true }),
        fc.double({ min: 1, max: 120, noNaN: true }),
        fc.nat(),
        (meanRr, rmssd, seed) => {
          const modulation = { meanRr, rmssd, lfOverHf: 1, breathing: 0.25 };
          const beats = sinusBeats(openStream(seed, 0, 'test'), modulation, 0.1, 30);
          expect(Math.min(...intervals(beats))).toBeGreaterThan(0.1);
          expect(beats[0]?.at).toBeLessThan(0);
          expect(beats.at(-1)?.at).toBeGreaterThan(30);
        },
      ),
      { numRuns: 50 },
    );
  });
});
