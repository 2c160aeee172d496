import { describe, expect, it } from 'vitest';
import { NOISE_BANDS, noiseBursts, withNoise } from '../fixtures/noise-bursts.ts';
import { type SampleOptions, sampleEcg } from '../fixtures/sample-ecg.ts';
import { RHYTHMS } from '../fixtures/sample-rhythms.ts';
import { compareBeats } from './beat-agreement.ts';
import { detectRPeaks } from './detect-r-peaks.ts';

const RATE = 360;
const SEED = 21;

function agreement(rhythm: SampleOptions['rhythm'], band: keyof typeof NOISE_BANDS, size: number) {
  const { samples, beats } = sampleEcg({ rate: RATE, seconds: 300, seed: SEED, rhythm });
  const noise = noiseBursts(samples.length, RATE, NOISE_BANDS[band], size, SEED);
  return compareBeats(beats, detectRPeaks(withNoise(samples, noise), RATE).seconds, 0.15);
}

describe.each(Object.entries(RHYTHMS))('%s', (name, rhythm) => {
  it('loses and gains no beat without noise', () => {
    expect(agreement(rhythm, 'muscle', 0)).toMatchObject({ sensitivity: 1, precision: 1 });
  });

  it('gains few beats from bursts of muscle noise, and loses few', () => {
    const { sensitivity, precision } = agreement(rhythm, 'muscle', name === 'low beats' ? 0.09 : 0.3);
    expect(precision).toBeGreaterThan(0.96);
    expect(sensitivity).toBeGreaterThan(0.97);
  });
});

it('keeps most of a lead whose electrode moves', () => {
  const { sensitivity, precision } = agreement(RHYTHMS.sinus, 'movement', 0.3);
  expect(sensitivity).toBeGreaterThan(0.96);
  expect(precision).toBeGreaterThan(0.87);
});
