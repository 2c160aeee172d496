import { describe, expect, it } from 'vitest';
import { estimatedGfr } from './ckd-epi.ts';

describe('estimatedGfr', () => {
  // Worked by hand from table 2 of Inker et al. 2021: either side of κ for each sex.
  it.each([
    [1.0, 50, 'male', 91.7],
    [1.0, 50, 'female', 68.6],
    [0.6, 40, 'female', 116.3],
    [0.8, 30, 'male', 122.1],
    [2.5, 75, 'male', 26.1],
    [2.5, 75, 'female', 19.6],
  ] as const)('creatinine %d mg/dL, %d years, %s: %d mL/min/1.73 m²', (creatinine, age, sex, expected) => {
    expect(estimatedGfr(creatinine, age, sex)).toBeCloseTo(expected, 0);
  });
});
