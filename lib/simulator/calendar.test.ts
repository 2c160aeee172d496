import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '#lib/clinical/moment.ts';
import { atLocalTime, easternOffset, formatDate, formatDateTime } from './calendar.ts';

// The engine's time-zone table, which the simulator itself must not use.
const zone = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', timeZoneName: 'longOffset' });
const offsetByTable = (ms: number) => {
  const name = zone.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return Number(/GMT([+-]\d+)/.exec(name)?.[1]);
};

describe('the hospital clock', () => {
  it('agrees with the time-zone table from 2007 to 2035', () => {
    const range = { min: Date.UTC(2007, 0, 2) / HOUR_MS, max: Date.UTC(2035, 0, 1) / HOUR_MS };
    fc.assert(
      fc.property(fc.integer(range), (hours) => {
        expect(easternOffset(hours * HOUR_MS)).toBe(offsetByTable(hours * HOUR_MS));
      }),
      { numRuns: 2000 },
    );
    for (const change of [Date.UTC(2026, 2, 8, 7), Date.UTC(2026, 10, 1, 6)]) {
      expect(easternOffset(change - 1)).toBe(offsetByTable(change - 1));
      expect(easternOffset(change)).toBe(offsetByTable(change));
    }
  });

  it('writes the instant with its offset', () => {
    expect(formatDateTime(Date.UTC(2026, 8, 3, 10, 10))).toBe('2026-09-03T06:10:00-04:00');
    expect(formatDateTime(Date.UTC(2026, 0, 3, 3, 5))).toBe('2026-01-02T22:05:00-05:00');
    expect(formatDate(Date.UTC(2026, 0, 3, 3, 5))).toBe('2026-01-02');
  });

  it('finds a time of day on the same local date, on the days of change too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 180, max: 1439 }), (day, minutes) => {
        const ms = Date.UTC(2020, 0, 1, 17) + day * DAY_MS;
        const found = formatDateTime(atLocalTime(ms, minutes));
        expect(found.slice(0, 10)).toBe(formatDate(ms));
        expect(Number(found.slice(11, 13)) * 60 + Number(found.slice(14, 16))).toBe(minutes);
        expect(Date.parse(found)).toBe(atLocalTime(ms, minutes));
      }),
    );
  });
});
