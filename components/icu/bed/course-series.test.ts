import { describe, expect, it } from 'vitest';
import { pointAtTime, pointText } from './course-series.ts';

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
