import { describe, expect, it } from 'vitest';
import { alonePoints, pointAtTime, pointText } from './course-series.ts';

const line = {
  key: 'spo2',
  label: 'SpO2',
  decimals: 0,
  points: [
    { at: 0, value: 97 },
    { at: 60_000, value: 91, doubt: 'sent as 0.91 %' },
  ],
};

describe('a value under the cursor', () => {
  it('is the last one before it, with its doubt', () => {
    expect(pointText(pointAtTime(line, 30_000, 300_000), 0)).toBe('97');
    expect(pointText(pointAtTime(line, 90_000, 300_000), 0)).toBe('91 ?');
  });

  it('is none where the last one is too old, or there is none yet', () => {
    expect(pointText(pointAtTime(line, 600_000, 300_000), 0)).toBe('–');
    expect(pointText(pointAtTime(line, -1, 300_000), 0)).toBe('–');
  });
});

describe('a point that no line reaches', () => {
  it('is marked: a cuff that measures each half hour draws no line', () => {
    const at = (minutes: number) => ({ at: minutes * 60_000, value: 80 });
    const cuff = {
      ...line,
      points: [at(0), at(30), at(60), at(61), at(62), { at: 65 * 60_000, value: null }],
    };
    expect(alonePoints(cuff, 300_000)).toEqual([at(0), at(30)]);
  });
});
