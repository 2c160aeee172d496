import { describe, expect, it } from 'vitest';
import { rhythmOf } from '../ecg/rhythm.ts';
import { sampleUniform, sampleWhite } from '../fixtures/sample-noise.ts';
import { cleanIntervals } from './clean-intervals.ts';
import { intervalsOfBeats } from './intervals.ts';
import { noNormText, sinusDoubt } from './sinus-doubt.ts';

/** The doubt about a heart that beats at these intervals in ms. */
function doubt(ms: readonly number[], isBad?: (index: number) => boolean): string | null {
  let at = 0;
  const beats = Float64Array.from([0, ...ms], (one) => {
    at += one / 1000;
    return at;
  });
  return sinusDoubt(rhythmOf(beats), cleanIntervals(intervalsOfBeats(beats), isBad));
}
const sinus = (length: number) => Array.from(sampleWhite(length, 5), (z) => 850 + 25 * z);
const random = sampleUniform(11);
const fibrillation = (length: number) => Array.from({ length }, () => 450 + 500 * random());

describe('sinusDoubt', () => {
  it('has none about a sinus rhythm, with a few early beats or with breath', () => {
    expect(doubt(sinus(300))).toBeNull();
    const withEarly = sinus(300).map((one, i) => (i % 60 === 30 ? 520 : i % 60 === 31 ? 1150 : one));
    expect(doubt(withEarly)).toBeNull();
    expect(doubt(Array.from({ length: 200 }, (_, i) => 900 + 80 * Math.sin(i / 1.3)))).toBeNull();
    expect(doubt([])).toBeNull();
  });

  it.each([
    ['fibrillation', fibrillation(200), 'irregular without a pattern, as in atrial fibrillation'],
    ['a strip of fibrillation', fibrillation(36), 'irregular without a pattern'],
    ['fibrillation in a part', [...sinus(320), ...fibrillation(128)], '% of the recording'],
    [
      'an early beat in every five',
      sinus(200).map((one, i) => (i % 5 === 2 ? 540 : i % 5 === 3 ? 1120 : one)),
      'beats come early',
    ],
    ['a pacemaker', Array.from({ length: 100 }, (_, i) => 1000 + (i % 2)), 'alike, as with a pacemaker'],
  ])('doubts %s', (_, ms, words) => {
    expect(doubt(ms)).toContain(words);
  });

  it('does not blame the heart for bad seconds', () => {
    expect(doubt(sinus(200), (index) => index % 2 === 0)).toBeNull();
  });

  it('is said in one sentence', () => {
    expect(noNormText(doubt(fibrillation(200)) ?? '')).toMatch(
      /^There is no normal range, because the intervals .+\.$/,
    );
  });
});
