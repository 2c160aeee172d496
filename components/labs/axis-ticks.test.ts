import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '#lib/clinical/moment.ts';
import { timeTicks, valueAxis, valueSpan } from './axis-ticks.ts';

describe('valueAxis', () => {
  it('gives round ticks that enclose the data', () => {
    expect(valueAxis(3.4, 5.2)).toEqual({ domain: [3, 5.5], ticks: [3, 3.5, 4, 4.5, 5, 5.5] });
    fc.assert(
      fc.property(
        fc.double({ min: -1e4, max: 1e4, noNaN: true }),
        fc.double({ min: 1e-2, max: 1e4, noNaN: true }),
        (low, span) => {
          const { domain, ticks } = valueAxis(low, low + span);
          expect(domain[0]).toBeLessThanOrEqual(low + span * 1e-6);
          expect(domain[1]).toBeGreaterThanOrEqual(low + span - span * 1e-6);
          expect(ticks.length).toBeGreaterThanOrEqual(2);
          expect(ticks.length).toBeLessThanOrEqual(7);
        },
      ),
    );
  });
});

describe('valueSpan', () => {
  it('takes in a near limit and not a far one', () => {
    expect(valueSpan([4.4, 4.9], { low: 3.5, high: 5 }, 0.1)[1]).toBeGreaterThan(5);
    expect(valueSpan([4000, 5000], { low: null, high: 125 }, 1)[0]).toBeGreaterThan(3000);
  });
  it('works for one value, for none, and never goes below zero for positive values', () => {
    const [low, high] = valueSpan([7], null, 4);
    expect([low, high]).toEqual([5, 9]);
    const [from, to] = valueSpan([13_106], { low: null, high: 125 }, 4);
    expect(to - from).toBeCloseTo(13_106 * 0.05, 6);
    expect(valueSpan([], null, 1)).toEqual([0, 1]);
    expect(valueSpan([0.01, 5], null, 1)[0]).toBe(0);
  });
});

describe('timeTicks', () => {
  const from = Date.parse('2026-03-01T17:00:00Z');
  const plain = (ticks: readonly { label: string }[]) => ticks.map((t) => t.label.replaceAll('\u00a0', ' '));

  it('falls on local midnight', () => {
    const ticks = timeTicks({ from, to: from + 4 * DAY_MS }, -300);
    expect(ticks.map(({ at }) => new Date(at).toISOString().slice(11))).toEqual(
      ticks.map(() => '05:00:00.000Z'),
    );
    expect(plain(ticks)).toEqual(['2 Mar', '3 Mar', '4 Mar', '5 Mar']);
  });

  it('goes from hours to years', () => {
    expect(plain(timeTicks({ from, to: from + 0.5 * DAY_MS }, 0))).toEqual([
      '18:00',
      '21:00',
      '2 Mar',
      '03:00',
    ]);
    expect(plain(timeTicks({ from, to: from + 365 * DAY_MS }, 0))).toEqual([
      'Apr 2026',
      'Jul 2026',
      'Oct 2026',
      'Jan 2027',
    ]);
    expect(plain(timeTicks({ from, to: from + 20 * 365.25 * DAY_MS }, 0))).toEqual([
      '2030',
      '2035',
      '2040',
      '2045',
    ]);
  });

  it('is never crowded', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.25, max: 36_525, noNaN: true }),
        fc.integer({ min: -720, max: 840 }),
        (days, offset) => {
          const ticks = timeTicks({ from, to: from + days * DAY_MS }, offset);
          expect(ticks.length).toBeLessThanOrEqual(7);
          for (const { at } of ticks) expect(at >= from && at <= from + days * DAY_MS).toBe(true);
        },
      ),
    );
  });
});
