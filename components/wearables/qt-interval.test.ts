import { describe, expect, it } from 'vitest';
import { correctQt, intervalBefore } from './qt-interval.ts';

describe('correctQt', () => {
  it('leaves a QT at 60 per minute as it is and shortens one at 100', () => {
    expect(correctQt(400, 1000)).toEqual({ bazett: 400, fridericia: 400 });
    const { bazett, fridericia } = correctQt(340, 600);
    expect(bazett).toBeCloseTo(438.9, 1);
    expect(fridericia).toBeCloseTo(403.1, 1);
  });
});

describe('intervalBefore', () => {
  it('takes the interval that leads to the measured beat', () => {
    const peaks = Float64Array.of(0.5, 1.3, 2.2);
    expect(intervalBefore(peaks, 2.17)).toBeCloseTo(900);
    expect(intervalBefore(peaks, 1.4)).toBeCloseTo(800);
    expect(intervalBefore(peaks, 0.2)).toBeCloseTo(800);
    expect(intervalBefore(Float64Array.of(1), 2)).toBeNull();
  });
});
