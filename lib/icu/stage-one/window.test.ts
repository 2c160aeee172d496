import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastIn, meanIn, mostIn, oldestIn, slopeIn } from './window.ts';

const NONE = Number.NaN;
const series = Float32Array.of(10, NONE, 30, 20, NONE, 40);

describe('a window', () => {
  it('holds the entries up to the hour, and those alone', () => {
    expect(meanIn(series, 3, 2)).toBe(25);
    expect(meanIn(series, 5, 6)).toBe(25);
    expect([leastIn(series, 5, 4), mostIn(series, 3, 12)]).toEqual([20, 30]);
  });

  it('of nothing has no value', () => {
    expect([
      meanIn(series, 1, 1),
      leastIn(series, 4, 1),
      mostIn(series, 1, 1),
      slopeIn(series, 5, 3),
    ]).toEqual([NONE, NONE, NONE, NONE]);
  });

  it('knows its oldest value and when that was', () => {
    expect(oldestIn(series, 5, 4)).toEqual({ value: 30, ago: 3 });
    expect(oldestIn(series, 5, 1)).toBeNull();
  });

  it('finds the slope of a line, whichever hours are missing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -8, max: 8 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 3 }),
        (slope, hours) => {
          const line = new Float32Array(24).fill(NONE);
          for (const hour of hours) line[hour] = 100 + slope * hour;
          expect(slopeIn(line, 23, 24)).toBeCloseTo(slope, 6);
        },
      ),
    );
  });
});
