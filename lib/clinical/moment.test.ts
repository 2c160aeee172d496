import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, daysBetween, instant, isAfter, type Moment } from './moment.ts';

function moment(recorded: string): Moment {
  const precision = recorded.includes('T') ? 'time' : 'day';
  return { ms: Date.parse(recorded), recorded, precision };
}
const dayEnd = (recorded: string): Moment => ({ ...moment(recorded), ms: Date.parse(recorded) + DAY_MS - 1 });

describe('isAfter', () => {
  it.each([
    // A limit covers its whole second, minute or tenth.
    ['2026-03-08T12:00:00.459Z', '2026-03-08T12:00:00Z', false],
    ['2026-03-08T12:00:01Z', '2026-03-08T12:00:00Z', true],
    ['2026-03-08T12:00:00.001Z', '2026-03-08T12:00:00.000Z', true],
    ['2026-03-08T12:00:00.459Z', '2026-03-08T12:00:00.4Z', false],
    ['2026-03-08T12:00:00.500Z', '2026-03-08T12:00:00.4Z', true],
    ['2026-03-08T12:00:59Z', '2026-03-08T12:00Z', false],
    ['2026-03-08T12:01Z', '2026-03-08T12:00Z', true],
    ['2026-03-08T12:00Z', '2026-03-08T12:00:30Z', false],
    ['2026-03-08T14:00:00.3+02:00', '2026-03-08T12:00:00Z', false],
    // A date means the day of its own place.
    ['2026-03-08T22:00:00-05:00', '2026-03-08', false],
    ['2026-03-09T00:30:00+02:00', '2026-03-08', true],
    ['2026-03-08', '2026-03-08T00:30:00+09:00', false],
    ['2026-03-09', '2026-03-08T23:30:00-05:00', true],
    ['2026-03-09', '2026-03-08', true],
    ['2026-03-08', '2026-03-08', false],
  ])('%s after %s: %s', (time, limit, expected) => {
    expect(isAfter(moment(time), moment(limit))).toBe(expected);
  });

  it('treats the end of a day as that day', () => {
    expect(isAfter(dayEnd('2026-03-08'), moment('2026-03-08T12:00:00Z'))).toBe(false);
    expect(isAfter(moment('2026-03-08T12:00:00Z'), dayEnd('2026-03-08'))).toBe(false);
  });

  it('is the order of instants where both are exact', () => {
    const ms = fc.integer({ min: 0, max: 4e12 });
    fc.assert(fc.property(ms, ms, (a, b) => isAfter(instant(a), instant(b)) === a > b));
  });
});

describe('daysBetween', () => {
  it.each([
    ['2026-03-01T10:00:00Z', '2026-03-08T12:00:00Z', 7 + 2 / 24],
    ['2026-03-01', '2026-03-08', 7],
    ['2026-03-01', '2026-03-08T23:30:00-05:00', 7],
    ['2026-03-01T23:30:00-05:00', '2026-03-02', 1],
    ['2026-03-08', '2026-03-08', 0],
  ])('%s to %s is %d', (from, to, days) => {
    expect(daysBetween(moment(from), moment(to))).toBe(days);
  });
});
