import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '#lib/clinical/moment.ts';
import { around, isClose, moved, within, zoomed } from './week-span.ts';

const whole = { from: 0, to: 7 * DAY_MS };

describe('the span of the week', () => {
  it('zooms about its middle, moves by a share, and stays inside', () => {
    expect(zoomed(whole, 0.5, whole)).toEqual({ from: 1.75 * DAY_MS, to: 5.25 * DAY_MS });
    expect(zoomed(whole, 2, whole)).toEqual(whole);
    expect(moved({ from: 0, to: DAY_MS }, -0.5, whole)).toEqual({ from: 0, to: DAY_MS });
    expect(moved({ from: 0, to: DAY_MS }, 0.5, whole)).toEqual({ from: DAY_MS / 2, to: 1.5 * DAY_MS });
    expect(around(10 * HOUR_MS, whole)).toEqual({ from: 9 * HOUR_MS, to: 11 * HOUR_MS });
    expect(isClose(around(0, whole))).toBe(true);
    expect(isClose(whole)).toBe(false);
  });

  it('never leaves the week and never becomes shorter than an hour', () => {
    const time = fc.double({ min: -DAY_MS, max: 8 * DAY_MS, noNaN: true });
    fc.assert(
      fc.property(time, time, (a, b) => {
        const { from, to } = within({ from: Math.min(a, b), to: Math.max(a, b) }, whole);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(whole.to);
        expect(to - from).toBeGreaterThanOrEqual(HOUR_MS - 1);
      }),
    );
  });
});
