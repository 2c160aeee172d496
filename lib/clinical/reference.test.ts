import { describe, expect, it } from 'vitest';
import { analytes } from './analytes.ts';
import { flagAgainst, referenceFor } from './reference.ts';

const haemoglobin = analytes.find(({ id }) => id === 'haemoglobin');
if (!haemoglobin) throw new Error('no haemoglobin');

describe('referenceFor', () => {
  it('takes the range of the sex and none for an unknown one', () => {
    expect(referenceFor(haemoglobin, 'female')).toMatchObject({ low: 12, high: 16 });
    expect(referenceFor(haemoglobin, 'male')).toMatchObject({ low: 14, high: 18 });
    expect(referenceFor(haemoglobin, null)).toBeUndefined();
  });

  it('flags only what lies outside the limits', () => {
    const range = referenceFor(haemoglobin, 'female');
    expect([11.9, 12, 16, 16.1].map((value) => flagAgainst(range, value))).toEqual([
      'low',
      'normal',
      'normal',
      'high',
    ]);
    expect(flagAgainst({ low: null, high: 5 }, -1)).toBe('normal');
    expect(flagAgainst(undefined, 1)).toBeUndefined();
  });
});
