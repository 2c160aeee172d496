import { describe, expect, it } from 'vitest';
import { type Moment, offsetMinutesOf } from '#lib/clinical/moment.ts';
import { dateText, momentText, relativeText, spanText, zoneText } from './moment-text.ts';

const time = (recorded: string): Moment => ({ ms: Date.parse(recorded), recorded, precision: 'time' });
const day = (recorded: string): Moment => ({ ms: Date.parse(recorded), recorded, precision: 'day' });
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('momentText', () => {
  it('keeps the zone in which the chart recorded the time', () => {
    expect(plain(momentText(time('2026-03-01T23:10:00-05:00')))).toBe('1 Mar 2026, 23:10 UTC−05:00');
    expect(plain(momentText(time('2026-03-01T23:10:00Z')))).toBe('1 Mar 2026, 23:10 UTC');
    expect(plain(momentText(time('2026-03-01T05:10:00+05:30')))).toBe('1 Mar 2026, 05:10 UTC+05:30');
  });

  it('leaves out a zone that is named elsewhere, and no other', () => {
    const evening = time('2026-03-01T23:10:00-05:00');
    expect(plain(momentText(evening, -300))).toBe('1 Mar 2026, 23:10');
    expect(plain(momentText(evening, 0))).toBe('1 Mar 2026, 23:10 UTC−05:00');
  });

  it('invents no time of day', () => {
    expect(plain(momentText(day('2026-03-01')))).toBe('1 Mar 2026 (no time of day)');
    expect(plain(dateText(day('2026-03-01')))).toBe('1 Mar 2026');
    expect(dateText(day('2026-03'))).toBe('2026-03');
    expect(momentText(day('2026'))).toBe('2026 (no day)');
  });

  it('reads and writes offsets', () => {
    expect(offsetMinutesOf(time('2026-03-01T00:00:00-03:30'))).toBe(-210);
    expect(zoneText(-210)).toBe('UTC−03:30');
  });
});

describe('relativeText', () => {
  const discharge = time('2026-03-10T12:00:00Z');
  it('says how long before or after', () => {
    expect(plain(relativeText(time('2026-03-08T08:00:00Z'), discharge, 'discharge'))).toBe(
      '2 d 4 h before discharge',
    );
    expect(plain(relativeText(time('2026-03-10T12:30:00Z'), discharge, 'discharge'))).toBe(
      '30 min after discharge',
    );
    expect(relativeText(discharge, discharge, 'discharge')).toBe('at discharge');
  });

  it('counts whole days from a date without a time of day', () => {
    expect(relativeText(day('2026-03-10'), discharge, 'discharge')).toBe('day of discharge');
    expect(plain(relativeText(day('2026-03-01'), discharge, 'discharge'))).toBe('9 d before discharge');
  });
});

describe('spanText', () => {
  it.each([
    [50 * 60_000, '50 min'],
    [5 * 3_600_000, '5 h'],
    [48 * 3_600_000, '2 d'],
    [412 * 86_400_000, '412 d'],
    [1461 * 86_400_000, '4.0 y'],
  ])('%d ms is %s', (ms, text) => expect(plain(spanText(ms))).toBe(text));
});
