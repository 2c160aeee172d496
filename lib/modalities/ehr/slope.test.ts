import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '#lib/clinical/moment.ts';
import { theilSenSlope } from './slope.ts';

const at = (hours: number, value: number) => ({
  reference: `Observation/${hours}`,
  time: { ms: hours * HOUR_MS, recorded: '', precision: 'time' as const },
  recorded: '',
  value,
});

describe('theilSenSlope', () => {
  it('is the slope per day of a straight line, one wrong value or not', () => {
    const line = [0, 12, 24, 36, 48, 60].map((hours) => at(hours, 4 + hours / 48));
    expect(theilSenSlope(line)).toBeCloseTo(0.5, 12);
    expect(theilSenSlope(line.with(2, at(24, 400)))).toBeCloseTo(0.5, 12);
  });

  it('needs two results at least 6 h apart', () => {
    expect(theilSenSlope([])).toBeUndefined();
    expect(theilSenSlope([at(0, 1)])).toBeUndefined();
    expect(theilSenSlope([at(0, 1), at(5.9, 9)])).toBeUndefined();
    expect(theilSenSlope([at(0, 1), at(6, 2)])).toBeCloseTo(4, 12);
  });

  it('stays finite and quick for a monitor of one result a minute', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { minLength: 400, maxLength: 3000 }),
        (values) => {
          const slope = theilSenSlope(values.map((value, index) => at(index / 2, value)));
          expect(Number.isFinite(slope)).toBe(true);
        },
      ),
      { numRuns: 10 },
    );
  });
});
