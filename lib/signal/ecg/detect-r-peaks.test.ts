import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SampleOptions, sampleEcg } from '../fixtures/sample-ecg.ts';
import { isBeat, readWfdbAnnotations } from '../readers/wfdb-annotations.ts';
import { readWfdbLead } from '../readers/wfdb-record.ts';
import { compareBeats } from './beat-agreement.ts';
import { detectRPeaks } from './detect-r-peaks.ts';
import { secondsByQuality } from './signal-quality.ts';

const FOLDER = '../shared/data/ecg/wfdb-sample-data';
const open = async (name: string) => {
  const path = `${FOLDER}/${name}`;
  return existsSync(path) ? readFile(path) : null;
};

type Rhythm = SampleOptions['rhythm'];
const sinus: Rhythm = (_, random) => ({ kind: 'normal', next: 0.8 + 0.06 * (random() - 0.5) });
const rhythms: Readonly<Record<string, Rhythm>> = {
  sinus,
  tachycardia: (_, random) => ({ kind: 'normal', next: 0.38 + 0.01 * random() }),
  bradycardia: (_, random) => ({ kind: 'normal', next: 1.6 + 0.1 * random() }),
  fibrillation: (_, random) => ({ kind: 'fibrillation', next: 0.4 + 0.7 * random() }),
  bigeminy: (index) => (index % 2 ? { kind: 'ventricular', next: 1.05 } : { kind: 'normal', next: 0.5 }),
  paced: () => ({ kind: 'paced', next: 0.86 }),
  'late T waves': (_, random) => ({ kind: 'late-t', next: 1 + 0.05 * random() }),
  'beats of very different height': (index) => ({ kind: index % 5 === 3 ? 'ventricular' : 'low', next: 0.8 }),
  'tall T waves': (_, random) => ({ kind: 'tall-t', next: 0.75 + 0.05 * random() }),
};

const base = { seconds: 90, seed: 3 };

describe('R peaks of drawn leads', () => {
  for (const rate of [128, 250, 360, 500, 1000])
    for (const [name, rhythm] of Object.entries(rhythms))
      it(`finds ${name} at ${rate} per second`, () => {
        const { samples, beats } = sampleEcg({ ...base, rate, rhythm });
        const found = compareBeats(beats, detectRPeaks(samples, rate).seconds, 0.15);
        expect(found.sensitivity).toBe(1);
        expect(found.precision).toBe(1);
        expect(found.meanError).toBeLessThan(0.03);
      });

  it('loses no beat where short dropouts follow one another, wherever a filter may begin', () => {
    const { samples, beats } = sampleEcg({ ...base, seconds: 400, rate: 250, rhythm: sinus });
    for (let i = 100; i < samples.length; i += 50) samples.fill(Number.NaN, i, i + 8);
    const found = compareBeats(beats, detectRPeaks(samples, 250).seconds, 0.15);
    expect(found.sensitivity).toBe(1);
    expect(found.precision).toBe(1);
  });

  it('finds the same beats, to a few milliseconds, in an inverted lead and in microvolts', () => {
    for (const gain of [-1, 1000, 0.01]) {
      const unit = Math.abs(gain);
      const ecg = sampleEcg({
        ...base,
        rate: 250,
        rhythm: sinus,
        gain,
        noise: 0.01 * unit,
        wander: 0.3 * unit,
        mains: 0,
      });
      const found = compareBeats(ecg.beats, detectRPeaks(ecg.samples, 250).seconds, 0.15);
      expect(found).toMatchObject({ sensitivity: 1, precision: 1 });
      expect(found.meanError).toBeLessThan(0.004);
    }
  });

  it('finds nearly all beats in heavy noise', () => {
    const ecg = sampleEcg({ ...base, rate: 250, rhythm: sinus, noise: 0.15, wander: 1 });
    const found = compareBeats(ecg.beats, detectRPeaks(ecg.samples, 250).seconds, 0.15);
    expect(found.sensitivity).toBeGreaterThan(0.98);
    expect(found.precision).toBeGreaterThan(0.98);
  });

  it('invents no beat in a lead that is off, flat or missing, and says which seconds these are', () => {
    const { samples, beats } = sampleEcg({ ...base, rate: 250, rhythm: sinus });
    samples.fill(Number.NaN, 20 * 250, 30 * 250);
    samples.fill(0.7, 50 * 250, 60 * 250);
    const { seconds, quality } = detectRPeaks(samples, 250);
    const lost = (t: number) => (t > 19.9 && t < 30.1) || (t > 49.9 && t < 60.1);
    expect(Array.from(seconds).filter((t) => (t > 20.1 && t < 29.9) || (t > 50.1 && t < 59.9))).toEqual([]);
    const kept = compareBeats(
      beats.filter((t) => !lost(t)),
      seconds.filter((t) => !lost(t)),
      0.15,
    );
    expect(kept).toMatchObject({ sensitivity: 1, precision: 1 });
    expect(quality.slice(20, 30)).toEqual(Array(10).fill('missing'));
    expect(quality.slice(51, 59)).toEqual(Array(8).fill('flat'));
    expect(quality.slice(5, 15)).toEqual(Array(10).fill('good'));
  });

  it('marks seconds at the end of the recorder’s range as clipped', () => {
    const { samples } = sampleEcg({ ...base, rate: 250, rhythm: sinus, wander: 0 });
    for (let i = 10 * 250; i < 15 * 250; i += 1) samples[i] = (samples[i] ?? 0) * 3;
    const { quality } = detectRPeaks(
      samples.map((value) => Math.min(1.2, value)),
      250,
    );
    expect(secondsByQuality(quality.slice(10, 15)).clipped).toBeGreaterThanOrEqual(4);
    expect(quality.slice(20, 35)).toEqual(Array(15).fill('good'));
  });

  it('takes a baseline without any noise for no clipping', () => {
    const { samples } = sampleEcg({ ...base, rate: 250, rhythm: sinus, noise: 0, wander: 0, mains: 0 });
    const still = samples.map((value) => Math.max(0, value));
    expect(secondsByQuality(detectRPeaks(still, 250).quality)).toEqual({ good: 90 });
  });

  it('marks restless seconds as noisy', () => {
    const { samples } = sampleEcg({ ...base, rate: 250, rhythm: sinus });
    for (let i = 40 * 250; i < 45 * 250; i += 1)
      samples[i] = (samples[i] ?? 0) + Math.sin(i * 0.31) + Math.sin(i * 0.37 + 1);
    const { quality } = detectRPeaks(samples, 250);
    expect(quality.slice(41, 44)).toEqual(['noisy', 'noisy', 'noisy']);
    expect(quality.slice(20, 35)).toEqual(Array(15).fill('good'));
  });

  it('gives the same beats whatever surrounds a block edge', () => {
    const ecg = sampleEcg({ rate: 128, seconds: 700, seed: 9, rhythm: sinus });
    const found = compareBeats(ecg.beats, detectRPeaks(ecg.samples, 128).seconds, 0.15);
    expect(found).toMatchObject({ sensitivity: 1, precision: 1 });
  });

  it('never throws and stays inside the lead, whatever the samples are', () => {
    const value = fc.oneof(
      fc.float({ noDefaultInfinity: true }),
      fc.constantFrom(Number.NaN, 0, Number.POSITIVE_INFINITY),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 1500 }), fc.constantFrom(64, 128, 250), (values, rate) => {
        const { at, quality } = detectRPeaks(Float32Array.from(values), rate);
        for (const index of at) expect(index >= 0 && index < values.length).toBe(true);
        expect(Array.from(at)).toEqual(Array.from(at).toSorted((a, b) => a - b));
        expect(quality.length).toBe(Math.ceil(values.length / rate));
      }),
      { numRuns: 60 },
    );
  });

  it('refuses a rate that cannot show a QRS complex', () => {
    expect(() => detectRPeaks(new Float32Array(100), 30)).toThrow(RangeError);
    expect(() => detectRPeaks(new Float32Array(100), Number.NaN)).toThrow(RangeError);
  });
});

describe.skipIf(!existsSync(FOLDER))('R peaks of recorded leads (skipped without ../shared/data/ecg)', () => {
  it('agrees with the cardiologists’ beats of MIT-BIH record 100', async () => {
    const { lead } = await readWfdbLead('100', 0, open);
    const reference = readWfdbAnnotations(await readFile(`${FOLDER}/100.atr`)).filter(isBeat);
    const rate = lead?.rate ?? 0;
    const { at } = detectRPeaks(lead?.samples ?? new Float32Array(), rate);
    const found = compareBeats(
      reference.map(({ sample }) => sample),
      at,
      0.15 * rate,
    );
    expect(reference.length).toBe(2273);
    expect(found.sensitivity).toBeGreaterThanOrEqual(0.998);
    expect(found.precision).toBeGreaterThanOrEqual(0.998);
    expect(found.meanError / rate).toBeLessThanOrEqual(0.0084);
  });

  it('finds every beat that gqrs found in a MIMIC lead at 500 per second', async () => {
    const { lead } = await readWfdbLead('03700181', 0, open);
    const reference = readWfdbAnnotations(await readFile(`${FOLDER}/03700181.gqrsh`)).filter(isBeat);
    const { at } = detectRPeaks(lead?.samples ?? new Float32Array(), 500);
    expect(
      compareBeats(
        reference.map(({ sample }) => sample),
        at,
        75,
      ).sensitivity,
    ).toBe(1);
  });

  it('reads alarm records and 1000-per-second leads without complaint', async () => {
    const plausible: readonly (readonly [string, number, number, number])[] = [
      ['a103l', 0, 600, 760],
      ['v102s', 1, 480, 560],
      ['s0010_re', 1, 51, 53],
      ['s0010_re', 3, 51, 53],
      ['s0010_re', 6, 51, 53],
      ['test01_00s', 0, 12, 13],
      ['p10143', 0, 1, 4000],
    ];
    for (const [name, index, fewest, most] of plausible) {
      const { lead, issues } = await readWfdbLead(name, index, open);
      expect(issues).toEqual([]);
      const { at } = detectRPeaks(lead?.samples ?? new Float32Array(), lead?.rate ?? 250);
      expect(at.length, name).toBeGreaterThanOrEqual(fewest);
      expect(at.length, name).toBeLessThanOrEqual(most);
    }
  });
});
