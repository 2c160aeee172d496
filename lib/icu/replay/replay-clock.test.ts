import { describe, expect, it } from 'vitest';
import { detailAt, FASTEST, jumpedTo, readClock, withSpeed } from './replay-clock.ts';

const clock = { wall: 1000, real: 50_000, speed: 1 };

describe('the clock of a replay', () => {
  it('runs as fast as it is told, goes on where it was at another speed, and stands', () => {
    expect(readClock(clock, 51_000)).toBe(2000);
    const fast = withSpeed(clock, 60, 51_000);
    expect(readClock(fast, 51_000)).toBe(2000);
    expect(readClock(fast, 52_000)).toBe(62_000);
    const still = withSpeed(fast, 0, 52_000);
    expect(readClock(still, 99_000)).toBe(62_000);
    expect(readClock(jumpedTo(fast, 5_000_000, 53_000), 54_000)).toBe(5_060_000);
  });

  it('knows no speed below real time but none, and none above its fastest', () => {
    for (const speed of [0.5, -1, FASTEST + 1, Number.NaN])
      expect(() => withSpeed(clock, speed, 51_000)).toThrow(RangeError);
  });

  it('shows a reading a second of real time, one a minute at the least, and curves as far as one can follow them', () => {
    expect(detailAt(1)).toEqual({ vitalSignsEveryMs: 1000, waveforms: true });
    expect(detailAt(10)).toEqual({ vitalSignsEveryMs: 10_000, waveforms: true });
    expect(detailAt(30)).toEqual({ vitalSignsEveryMs: 30_000, waveforms: false });
    expect(detailAt(600)).toEqual({ vitalSignsEveryMs: 60_000, waveforms: false });
  });
});
