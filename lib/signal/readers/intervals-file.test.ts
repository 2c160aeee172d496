import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIntervalsFile } from './intervals-file.ts';

const messages = (text: string) => readIntervalsFile(text).issues.map(({ message }) => message);

describe('readIntervalsFile', () => {
  it('reads numbers on one line or on many, in milliseconds or seconds', () => {
    expect([...readIntervalsFile('800 810 790').intervals.ms]).toEqual([800, 810, 790]);
    expect([...readIntervalsFile('800\n810\r\n790\n').intervals.ms]).toEqual([800, 810, 790]);
    expect([...readIntervalsFile('0.8,0.81').intervals.ms]).toEqual([800, 810]);
    expect(messages('0.8\n0.81')).toEqual(['The intervals are taken for seconds: their median is below 10.']);
  });

  it('reads Polar’s table and moves what follows a gap behind it', () => {
    const rows = ['10:00:00.000', '10:00:00.810', '10:01:00.000'].map(
      (time, i) => `2026-03-01T${time};${800 + i}`,
    );
    const { intervals, issues } = readIntervalsFile(`Phone timestamp;RR-interval [ms]\n${rows.join('\n')}`);
    expect(issues).toEqual([]);
    expect([...intervals.ms]).toEqual([800, 801, 802]);
    expect((intervals.at[1] ?? 0) - (intervals.at[0] ?? 0)).toBeCloseTo(0.801);
    expect((intervals.at[2] ?? 0) - (intervals.at[0] ?? 0)).toBeCloseTo(60);
  });

  it('tells the local time of day of the start, when the file does', () => {
    const { localStart } = readIntervalsFile(
      'time,rr\n2026-03-01T10:00:01+02:00,1000\n2026-03-01T10:00:02+02:00,1000',
    );
    expect(localStart).toBeCloseTo(10 * 3600);
    expect(readIntervalsFile('time,rr\n1,1000\n2,1000').localStart).toBeUndefined();
  });

  it('says what it left out and what it could not find', () => {
    expect(messages('rr_ms\n800\nNaN\n-5\n810')).toEqual(['2 intervals are no positive numbers; left out.']);
    expect(messages('a,b\n1,2')).toEqual(['No column is named RR, IBI, NN or interval: a, b.']);
    expect(messages('')).toEqual(['The file holds no interval.']);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'rr,;\t\n"0189.-: T#é'), maxLength: 80 }), (text) => {
        const { intervals, issues } = readIntervalsFile(text);
        expect(intervals.ms.length > 0 || issues.length > 0).toBe(true);
      }),
    );
  });
});
