import { describe, expect, it } from 'vitest';
import { growthOf } from './growth.ts';

const points = (mbAt: (atS: number) => number) =>
  Array.from({ length: 600 }, (_, atS) => ({ atS, mb: mbAt(atS) }));

describe('growthOf', () => {
  it('finds a slope, in MB a minute', () => {
    const { perMinute, low, high } = growthOf(points((atS) => 300 + atS / 60 + Math.sin(atS)));
    expect(perMinute).toBeCloseTo(1, 1);
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(1);
  });

  it('takes the teeth of a collector for what they are', () => {
    const { low, high } = growthOf(points((atS) => 300 + (atS % 37)));
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  });
});
