import fc from 'fast-check';
import { expect, it } from 'vitest';
import { laneSpan, SECOND_PIXELS, sweepX, sweptStrips } from './sweep.ts';

const START = Date.UTC(2026, 10, 29);

it('a second is 25 mm, of which 25.4 are 96 pixels', () => {
  expect((SECOND_PIXELS / 96) * 25.4).toBeCloseTo(25, 10);
  expect(laneSpan(SECOND_PIXELS * 4)).toBeCloseTo(4000, 6);
});

it('what is wiped between two frames is as wide as the sweep went, begins where it stood and stays in the lane', () => {
  fc.assert(
    fc.property(
      fc.nat(10_000),
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 40, max: 2000 }),
      (from, step, width) => {
        const strips = sweptStrips(START + from, START + from + step, width);
        const wiped = strips.reduce((sum, strip) => sum + strip.width, 0);
        expect(wiped).toBeCloseTo(Math.min(width, (step / 1000) * SECOND_PIXELS), 6);
        for (const { x, width: own } of strips) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x + own).toBeLessThanOrEqual(width + 1e-6);
        }
        if (wiped < width) expect(strips[0]?.x).toBeCloseTo(sweepX(START + from, width), 6);
      },
    ),
  );
});
