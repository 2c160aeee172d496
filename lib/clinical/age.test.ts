import { describe, expect, it } from 'vitest';
import { ageInYears } from './age.ts';

describe('ageInYears', () => {
  it.each([
    ['1950-06-15', '2026-06-14', 75],
    ['1950-06-15', '2026-06-15T00:00:00Z', 76],
    ['2000-02-29', '2025-02-28', 24],
    ['2000-02-29', '2025-03-01', 25],
    ['1950', '2026-06-15', 75],
    ['1950-06', '2026-06-15', 75],
    ['2008', '2026-12-30', 17],
    ['2026-01-01', '2026-01-01', 0],
  ])('born %s, on %s: %d', (birth, on, age) => {
    expect(ageInYears(birth, on)).toBe(age);
  });

  it.each([
    ['2030-01-01', '2026-01-01'],
    ['1850-01-01', '2026-01-01'],
    ['unknown', '2026-01-01'],
    ['1950-06-15', ''],
  ])('born %s, on "%s": not an age', (birth, on) => {
    expect(ageInYears(birth, on)).toBeNull();
  });
});
