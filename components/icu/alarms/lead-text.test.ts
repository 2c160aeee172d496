import { describe, expect, it } from 'vitest';
import { leadText } from './lead-text.ts';

describe('how long before an event its alert came', () => {
  it.each([
    [2.04, '2.0\u00a0h before the onset'],
    [-0.1, '0.1\u00a0h after the onset'],
    [0, 'at the onset'],
    [-0.04, 'at the onset'],
    [null, null],
    [undefined, null],
  ])('%s h', (hours, words) => {
    expect(leadText(hours)).toBe(words);
  });
});
