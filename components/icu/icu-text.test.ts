import { describe, expect, it } from 'vitest';
import { ageText, leadingFactor, percentText, shortWho } from './icu-text.ts';

describe('numbers of the wall', () => {
  it.each([
    [0.0004, '<\u00a01\u00a0%'],
    [0.014, '1\u00a0%'],
    [0.345, '35\u00a0%'],
    [0.9999, '>\u00a099\u00a0%'],
  ])('a probability of %f is %s', (probability, text) => expect(percentText(probability)).toBe(text));

  it.each([
    [59_999, '59\u00a0s'],
    [4 * 60_000 + 59_000, '4\u00a0min'],
    [119 * 60_000, '119\u00a0min'],
    [3 * 3_600_000, '3\u00a0h'],
    [50 * 3_600_000, '2\u00a0d'],
    [-1, '0\u00a0s'],
  ])('%i ms ago is %s', (ms, text) => expect(ageText(ms)).toBe(text));
});

describe('words of the wall', () => {
  it('keeps a name, and shortens age and sex to the width of a tile', () => {
    expect(shortWho('60–69 y, female')).toBe('60–69\u00a0F');
    expect(shortWho('Chan, Ada')).toBe('Chan, Ada');
  });

  it('gives a sign as the reason of an alert before an age or a length of stay', () => {
    const factor = (modality: string, share: number) => ({
      modality,
      feature: modality,
      text: modality,
      share,
    });
    const [stay, lactate, pressure] = [factor('history', 2), factor('laboratory', 0.4), factor('scores', -3)];
    expect(leadingFactor([pressure, stay, lactate])).toBe(lactate);
    expect(leadingFactor([pressure, stay])).toBe(stay);
    expect(leadingFactor([pressure])).toBeUndefined();
  });
});
