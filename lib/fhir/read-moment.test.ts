import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Issue } from '#lib/clinical/issue.ts';
import { isIssue, readMoment } from './read-moment.ts';

const path = 'Observation/1.effectiveDateTime';

describe('readMoment', () => {
  it.each([
    ['2026-03-01', '2026-03-01T00:00:00Z', 'day'],
    ['2026-03-01T07:10:00-05:00', '2026-03-01T12:10:00Z', 'time'],
    ['2026-03-01T07:10Z', '2026-03-01T07:10:00Z', 'time'],
    ['2024-02-29T23:59:60.123456Z', '2024-03-01T00:00:00.123Z', 'time'],
  ])('reads %s', (recorded, instant, precision) => {
    expect(readMoment(recorded, path)).toEqual({ ms: Date.parse(instant), recorded, precision });
  });

  it.each([
    ['2026', 'date-imprecise'],
    ['2026-03', 'date-imprecise'],
    ['2023-02-29', 'date-invalid'],
    ['2026-13-01', 'date-invalid'],
    ['2026-01-01T24:00:00Z', 'date-invalid'],
    ['2026-01-01T10:00:00+99:00', 'date-invalid'],
    ['-0400-01-01', 'date-invalid'],
    ['yesterday', 'date-invalid'],
    ['', 'value-missing'],
    [null, 'value-missing'],
    [20260301, 'value-missing'],
  ])('gives an issue for %j', (value, code) => {
    expect(readMoment(value, path)).toMatchObject({ code, path });
  });

  it('reads a time without a zone as UTC and says so', () => {
    const warnings: Issue[] = [];
    const moment = readMoment('2026-03-01T07:10:00', path, (issue) => warnings.push(issue));
    expect(moment).toMatchObject({ ms: Date.parse('2026-03-01T07:10:00Z') });
    expect(warnings).toMatchObject([{ code: 'assumption', path }]);
  });

  it('agrees with the platform on every instant and never throws', () => {
    const noInvalidDate = { noInvalidDate: true, min: new Date('1800-01-01'), max: new Date('2200-01-01') };
    fc.assert(
      fc.property(fc.date(noInvalidDate), (date) => {
        const moment = readMoment(date.toISOString(), path);
        expect(!isIssue(moment) && moment.ms).toBe(date.getTime());
      }),
    );
    fc.assert(fc.property(fc.anything(), (value) => readMoment(value, path) !== undefined));
  });
});
