import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readmissionFree } from './readmission-free.ts';

const conformal = { level: 0.9, rule: 'a test', thresholds: { discharge: 0.1, home: 0.05 } };
const curveOf = (hazard: number) =>
  Array.from({ length: 31 }, (_, day) => {
    const probability = Math.exp(-hazard * day);
    return { day, probability, low: probability, high: probability };
  });

describe('readmissionFree', () => {
  it('promises the days up to which the risk is at most the threshold of the clock', () => {
    expect(readmissionFree(curveOf(0.01), 'discharge', { conformal })).toEqual({
      level: 0.9,
      day: 10,
      thresholdOf: 'discharge',
    });
    expect(readmissionFree(curveOf(0.01), 'home', { conformal })?.day).toBe(5);
    expect(readmissionFree(curveOf(0.2), 'home', { conformal })?.day).toBe(0);
    expect(readmissionFree(curveOf(0.001), 'discharge', { conformal })?.day).toBe(30);
  });

  it('promises no more to whom is at a higher risk', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        fc.double({ min: 0, max: 0.3 }),
        (a, more) => {
          const dayAt = (hazard: number) =>
            readmissionFree(curveOf(hazard), 'home', { conformal })?.day ?? -1;
          expect(dayAt(a + more)).toBeLessThanOrEqual(dayAt(a));
        },
      ),
    );
  });

  it('promises nothing where the model was not calibrated', () => {
    expect(readmissionFree(curveOf(0.01), null, { conformal })).toBeNull();
  });
});
