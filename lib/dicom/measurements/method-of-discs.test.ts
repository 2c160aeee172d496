import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '../scale.ts';
import { discVolume, ejectionFraction } from './method-of-discs.ts';

/** Half an ellipse from one end of its base to the other, turned by `turn`, in pixels. */
function halfEllipse(radius: number, length: number, turn: number, steps = 200): Point[] {
  return Array.from({ length: steps + 1 }, (_, i) => {
    const angle = (Math.PI * i) / steps;
    const [x, y] = [radius * Math.cos(angle), length * Math.sin(angle)];
    return {
      x: 300 + x * Math.cos(turn) - y * Math.sin(turn),
      y: 300 + x * Math.sin(turn) + y * Math.cos(turn),
    };
  });
}

describe('the method of discs', () => {
  it('gives the volume of half an ellipsoid, however it lies and whatever a pixel is', () =>
    fc.assert(
      fc.property(
        fc.double({ min: 40, max: 120, noNaN: true }),
        fc.double({ min: 1.2, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
        fc.double({ min: 0.2, max: 0.8, noNaN: true }),
        (radius, slenderness, turn, spacing) => {
          const length = radius * slenderness;
          const found = discVolume(halfEllipse(radius, length, turn), {
            x: spacing,
            y: spacing,
            basis: 'ultrasound',
          });
          const truth = (2 / 3) * Math.PI * (radius * spacing) ** 2 * (length * spacing) * 0.001;
          expect(found?.volume).toBeGreaterThan(0.99 * truth);
          expect(found?.volume).toBeLessThan(1.01 * truth);
          expect(found?.length).toBeCloseTo(length * spacing, 1);
        },
      ),
    ));

  it('gives the volume of a cone', () => {
    const trace = [0, 0.25, 0.5, 0.75, 1].flatMap((t) => [{ x: 100 + 50 * t, y: 100 + 160 * t }]);
    const cone = [...trace, { x: 175, y: 180 }, { x: 200, y: 100 }];
    const found = discVolume(cone, { x: 0.5, y: 0.5, basis: 'ultrasound' });
    const truth = ((Math.PI * 25 ** 2 * 80) / 3) * 0.001;
    expect(found?.volume).toBeCloseTo(truth, 0);
    expect(found?.discs).toHaveLength(20);
  });

  it('gives nothing for a trace that is none', () => {
    expect(discVolume([{ x: 1, y: 1 }], { x: 1, y: 1, basis: 'patient' })).toBeNull();
    expect(discVolume(Array(9).fill({ x: 1, y: 1 }), { x: 1, y: 1, basis: 'patient' })).toBeNull();
  });
});

describe('the ejection fraction', () => {
  it('is the ejected share in percent', () => {
    expect(ejectionFraction(120, 60)).toBe(50);
    expect(ejectionFraction(60, 120)).toBeNull();
    expect(ejectionFraction(0, 0)).toBeNull();
  });
});
