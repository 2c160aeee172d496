import { describe, expect, it } from 'vitest';
import { growthOf } from './growth.ts';

const points = (mbAt: (atS: number) => number) =>
  Array.from({ length: 600 }, (_, atS) => ({ atS, mb: mbAt(atS) }));

describe('growthOf', () => {
  it('finds a slope, in MB a minute', () => {
    const found = growthOf(points((atS) => 300 + atS / 60 + Math.sin(atS)));
    expect(found?.perMinute).toBeCloseTo(1, 1);
    expect(found?.low).toBeLessThan(1);
    expect(found?.high).toBeGreaterThan(1);
  });

  it('takes the teeth of a collector for what they are', () => {
    const found = growthOf(points((atS) => 300 + (atS % 37)));
    expect(found?.low).toBeLessThan(0);
    expect(found?.high).toBeGreaterThan(0);
  });

  it('says nothing of too few points', () => {
    expect(growthOf(points(() => 300).slice(0, 19))).toBeNull();
  });
});
