import fc from 'fast-check';
import { expect, it } from 'vitest';
import { axisLimit, barSpan, ratioTicks } from './bar-geometry.ts';

const contributions = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 1, maxLength: 20 });

it('bars stay inside the axis, start in the middle and keep their proportions', () => {
  fc.assert(
    fc.property(contributions, (all) => {
      const limit = axisLimit(all);
      for (const contribution of all) {
        const { left, width } = barSpan(contribution, limit);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + width).toBeLessThanOrEqual(100 + 1e-9);
        expect(contribution < 0 ? left + width : left).toBeCloseTo(50, 9);
        expect(width * limit).toBeCloseTo(Math.abs(contribution) * 50, 6);
      }
    }),
  );
});

it('gridlines are reciprocal ratios inside the axis', () => {
  fc.assert(
    fc.property(contributions, (all) => {
      const limit = axisLimit(all);
      const [low, middle, high] = ratioTicks(limit);
      expect(middle).toEqual({ ratio: 1, at: 50 });
      expect((low?.ratio ?? 0) * (high?.ratio ?? 0)).toBeCloseTo(1, 9);
      expect(high?.at).toBeLessThanOrEqual(100);
      expect(high?.at).toBeCloseTo(50 + barSpan(Math.log(high?.ratio ?? 1), limit).width, 6);
    }),
  );
});
