import { describe, expect, it } from 'vitest';
import { spacingAt } from '../calibration.ts';
import { cardiothoracicRatio } from './cardiothoracic-ratio.ts';
import { angleOf, lengthOf } from './geometry.ts';

const p = (x: number, y: number) => ({ x, y });

describe('lengths and angles', () => {
  it('are in millimetres where there is a scale, pixels that are not square included', () => {
    const spacing = { x: 0.5, y: 0.25, basis: 'patient' } as const;
    expect(lengthOf(p(0, 0), p(6, 16), spacing)).toEqual({ value: 5, unit: 'mm', basis: 'patient' });
    expect(lengthOf(p(0, 0), p(3, 4), null)).toEqual({ value: 5, unit: 'px', basis: null });
    expect(angleOf(p(2, 0), p(0, 0), p(0, 9), null)).toBeCloseTo(90);
    expect(angleOf(p(2, 0), p(0, 0), p(2, 4), spacing)).toBeCloseTo(45);
    expect(angleOf(p(-1, -0.01), p(0, 0), p(-1, 0.01), null)).toBeCloseTo(1.146, 2);
  });

  it('use the scale of the region that holds every point', () => {
    const own = { x: 1, y: 1, basis: 'ultrasound' } as const;
    const calibration = {
      ...{ spacing: null, aspect: 1 },
      regions: [
        { x0: 0, y0: 0, x1: 99, y1: 99, high: false, spacing: own, reason: '' },
        { x0: 0, y0: 100, x1: 99, y1: 150, high: false, spacing: null, reason: 'this part is a spectrum' },
      ],
    };
    expect(spacingAt(calibration, [p(1, 1), p(90, 90)])).toBe(own);
    expect(spacingAt(calibration, [p(1, 1), p(90, 120)])).toBeNull();
    expect(spacingAt(calibration, [p(1, 110)])).toBeNull();
  });
});

describe('the cardiothoracic ratio', () => {
  const heart = [p(100, 300), p(220, 300)] as const;
  const chest = [p(40, 380), p(280, 380)] as const;

  it('is one diameter over the other', () => {
    expect(cardiothoracicRatio(heart, chest, 'PA', 1)).toEqual({ ratio: 0.5, warnings: [] });
  });

  it('warns of AP films, unknown views, swapped and slanting lines', () => {
    expect(cardiothoracicRatio(heart, chest, 'AP', 1).warnings[0]).toContain('AP film');
    expect(cardiothoracicRatio(heart, chest, '', 1).warnings[0]).toContain('does not say');
    expect(cardiothoracicRatio(chest, heart, 'PA', 1).warnings[0]).toContain('wider than the chest');
    expect(cardiothoracicRatio([p(0, 0), p(10, 9)], chest, 'PA', 1).warnings[0]).toContain('42° off');
  });
});
