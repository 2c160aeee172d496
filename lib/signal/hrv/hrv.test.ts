import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { samplePink, sampleUniform, sampleWhite } from '../fixtures/sample-noise.ts';
import { isMeasured, type Measured } from '../measured.ts';
import { cleanIntervals } from './clean-intervals.ts';
import { dfaAlpha1 } from './fluctuation.ts';
import { intervalsInSeries } from './intervals.ts';
import { summariseNightAndDay } from './night-and-day.ts';
import { sampleEntropy } from './sample-entropy.ts';
import { summariseHrv } from './summary.ts';
import { pnn50, poincare, rmssd, sdnn } from './time-domain.ts';

const numberIn = (measured: Measured): number => (isMeasured(measured) ? measured.value : Number.NaN);
const detailOf = (measured: Measured): string => (isMeasured(measured) ? '' : measured.detail);
const series = (values: ArrayLike<number>) => intervalsInSeries(Float64Array.from(values));
const clean = (values: ArrayLike<number>) => cleanIntervals(series(values));

/** Intervals of a heart whose length swings by `amplitude` ms at `hz`. */
function swinging(mean: number, amplitude: number, hz: number, seconds: number): number[] {
  const lengths: number[] = [];
  for (let at = 0; at < seconds; at += (lengths.at(-1) ?? 0) / 1000)
    lengths.push(mean + amplitude * Math.sin(2 * Math.PI * hz * at));
  return lengths;
}

const swings = [600, 800, 1000, 1200].flatMap((mean) =>
  (
    [
      { band: 'vlf', hz: 0.02 },
      { band: 'lf', hz: 0.1 },
      { band: 'hf', hz: 0.25 },
      { band: 'hf', hz: 0.35 },
    ] as const
  ).map((one) => ({ ...one, mean })),
);

describe('power in bands', () => {
  it.each(swings)(
    'gives a swing at $hz Hz of a heart of $mean ms its A²/2 in $band, and nothing to the others',
    ({ band, hz, mean }) => {
      const power = 30 ** 2 / 2;
      const { lombScargleMs2, welchMs2 } = summariseHrv(series(swinging(mean, 30, hz, 620)));
      for (const { vlf, lf, hf } of [lombScargleMs2, welchMs2]) {
        const found = { vlf: numberIn(vlf), lf: numberIn(lf), hf: numberIn(hf) };
        expect(Math.abs(found[band] - power)).toBeLessThan(0.02 * power);
        expect(found.vlf + found.lf + found.hf - found[band]).toBeLessThan(0.02 * power);
      }
    },
  );

  it('says which bands a short recording cannot give', () => {
    const { lombScargleMs2, welchMs2 } = summariseHrv(series(swinging(800, 30, 0.25, 90)));
    for (const { vlf, lf, hf, lfOverHf } of [lombScargleMs2, welchMs2]) {
      expect(detailOf(vlf)).toContain('VLF power needs 300 s');
      expect(detailOf(lf)).toContain('LF power needs 120 s');
      expect(detailOf(lfOverHf)).toContain('LF power needs 120 s');
      expect(isMeasured(hf)).toBe(true);
    }
  });
});

describe('scaling', () => {
  it('is 0.5 for white noise and 1 for 1/f, and repeats what DFA without correction gives', () => {
    const white = dfaAlpha1(clean(sampleWhite(8000, 4).map((z) => 800 + 25 * z)));
    expect(Math.abs(numberIn(white) - 0.5)).toBeLessThan(0.03);
    expect(white.uncorrected).toBeGreaterThan(0.55);
    for (const seed of [1, 2, 3]) {
      const pink = dfaAlpha1(clean(samplePink(2000, seed).map((z) => 800 + 25 * z)));
      expect(Math.abs(numberIn(pink) - 1)).toBeLessThan(0.05);
    }
  });

  it('has no value for a heart like a clock', () => {
    expect(detailOf(dfaAlpha1(clean(Array(400).fill(800))))).toBe(
      'DFA α1 has no meaning: the intervals do not vary.',
    );
  });
});

describe('time domain', () => {
  const values = [800, 860, 790, 805, 795, 870, 860, 850, 790, 800, 805, 795].flatMap((v) => [
    v,
    v + 4,
    v - 3,
    v + 1,
    v,
  ]);
  it('follows the definitions', () => {
    const normal = clean(values);
    const differences = values.slice(1).map((v, i) => v - (values[i] ?? 0));
    const centre = values.reduce((a, b) => a + b) / values.length;
    const squares = values.reduce((sum, v) => sum + (v - centre) ** 2, 0);
    expect(numberIn(sdnn(normal))).toBeCloseTo(Math.sqrt(squares / (values.length - 1)), 9);
    expect(numberIn(rmssd(normal))).toBeCloseTo(
      Math.sqrt(differences.reduce((s, d) => s + d * d, 0) / differences.length),
      9,
    );
    expect(pnn50(clean(values.concat(values)))).toEqual({
      value: (100 * 2 * differences.filter((d) => Math.abs(d) > 50).length) / (2 * values.length),
      of: 2 * values.length,
    });
    const { sd1, sd2 } = poincare(normal);
    expect(numberIn(sd1) ** 2 + numberIn(sd2) ** 2).toBeCloseTo(2 * numberIn(sdnn(normal)) ** 2, -2);
  });

  it('takes no difference across what was removed', () => {
    const removed = clean([...Array(30).fill(800), 400, 1300, ...Array(30).fill(810)]);
    expect(removed.report).toMatchObject({ recorded: 62, kept: 60, irregular: 2 });
    expect(numberIn(rmssd(removed))).toBe(0);
    expect(removed.follows[30]).toBe(0);
  });
});

describe('cleaning', () => {
  it('removes ectopic beats with their pauses, missed and invented beats, and bad signal, and counts each', () => {
    const rr = sampleWhite(400, 8).map((z) => 820 + 20 * z);
    rr[50] = 480;
    rr[51] = 1160;
    rr[120] = 1640;
    rr[200] = 250;
    const { report, ms } = cleanIntervals(series(rr), (index) => index >= 300 && index < 310);
    expect(report).toEqual({ recorded: 400, kept: 386, outOfRange: 1, irregular: 3, badSignal: 10 });
    expect(ms).toHaveLength(386);
  });

  it('leaves a strong respiratory swing alone', () => {
    expect(clean(swinging(1000, 240, 0.16, 120)).report.irregular).toBe(0);
  });

  it('accounts for every interval', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -10, max: 5000 }), { maxLength: 300 }), (rr) => {
        const { report, ms, at, follows } = clean(rr);
        expect(report.kept + report.outOfRange + report.irregular + report.badSignal).toBe(rr.length);
        expect([ms.length, at.length, follows.length]).toEqual([report.kept, report.kept, report.kept]);
      }),
    );
  });
});

describe('a recording that is too short', () => {
  it('gives reasons in place of numbers', () => {
    const {
      sdnnMs,
      rmssdMs,
      dfaAlpha1: alpha,
      sampleEntropy: entropy,
      pnn50Percent,
    } = summariseHrv(series([800, 810, 790]));
    for (const measured of [sdnnMs, rmssdMs, alpha, entropy, pnn50Percent])
      expect(measured).toMatchObject({ missing: 'too-short' });
    expect(detailOf(sdnnMs)).toBe('SDNN needs 10 normal intervals; there are 3.');
    expect(summariseHrv(series([])).cleaning.recorded).toBe(0);
  });

  it('never throws and never gives a number that is none', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 200, max: 2500 }), { maxLength: 400 }), (rr) => {
        const { noNorm, ...measures } = summariseHrv(series(rr));
        expect(noNorm).not.toBe('');
        expect(JSON.stringify(measures)).not.toContain('null');
      }),
      { numRuns: 40 },
    );
  });
});

describe('a rhythm that is not regular', () => {
  const random = sampleUniform(11);
  const fibrillation = Array.from({ length: 400 }, () => 450 + 500 * random());

  it('has a heart rate and no variability', () => {
    const { meanHeartRatePerMinute, noNorm, cleaning, seconds, ...rest } = summariseHrv(series(fibrillation));
    expect([isMeasured(meanHeartRatePerMinute), cleaning.recorded]).toEqual([true, 400]);
    expect([seconds > 0, noNorm]).toEqual([true, expect.stringContaining('as in atrial fibrillation')]);
    const { lombScargleMs2, welchMs2, ...single } = rest;
    const measures = [lombScargleMs2, welchMs2, single].flatMap((group) => Object.values<Measured>(group));
    expect(measures).toHaveLength(15);
    expect(measures.filter(isMeasured)).toEqual([]);
    expect(detailOf(rest.rmssdMs)).toMatch(/^Variability needs a regular rhythm/);
  });

  it('is told by night and by day', () => {
    const sinus = swinging(1000, 30, 0.1, 3600);
    const { night, day } = summariseNightAndDay(series([...fibrillation, ...sinus]), 7 * 3600 - 280);
    expect(isMeasured(night.rmssdMs)).toBe(false);
    expect(isMeasured(day.rmssdMs)).toBe(true);
  });

  it('may be what a few beats hide', () => {
    expect(detailOf(summariseHrv(series(swinging(800, 20, 0.1, 13))).rmssdMs)).toBe(
      'Variability needs a rhythm that can be told: 20 intervals are needed; there are 17.',
    );
  });
});

describe('night and day', () => {
  it('splits by the local clock', () => {
    const hours = 24;
    const rr = Array.from({ length: hours * 3600 }, (_, second) =>
      second < 7 * 3600 || second >= 23 * 3600 ? 1000 + (second % 2) * 40 : 1000,
    );
    const { night, day } = summariseNightAndDay(series(rr), 0);
    expect(Math.round(night.seconds / 3600)).toBe(8);
    expect(Math.round(day.seconds / 3600)).toBe(16);
    expect(numberIn(night.rmssdMs)).toBeGreaterThan(35);
    expect(numberIn(day.rmssdMs)).toBeLessThan(5);
  });
});

describe('sample entropy', () => {
  it('is high for noise and low for a regular swing', () => {
    const noise = numberIn(sampleEntropy(clean(sampleWhite(1000, 6).map((z) => 800 + 30 * z))));
    const swing = numberIn(sampleEntropy(clean(swinging(800, 40, 0.1, 800))));
    expect(noise).toBeGreaterThan(1.9);
    expect(noise).toBeLessThan(2.5);
    expect(swing).toBeLessThan(0.8);
  });
});

describe('intervals with one that cannot be', () => {
  it('give an answer at once, however long the gap that it leaves', () => {
    const ms = Float64Array.from({ length: 900 }, (_, i) => 800 + 20 * Math.sin(i));
    const steady = summariseHrv(intervalsInSeries(ms)).lombScargleMs2.hf;
    for (const length of [1e9, 1e15, 1e300, Number.POSITIVE_INFINITY]) {
      const { lombScargleMs2, cleaning } = summariseHrv(
        intervalsInSeries(Float64Array.of(...ms, length, ...ms)),
      );
      expect(cleaning.outOfRange).toBe(1);
      expect(
        'value' in lombScargleMs2.hf && 'value' in steady && lombScargleMs2.hf.value / steady.value,
      ).toBeCloseTo(1, 0);
    }
  });
});
