import { expect, it } from 'vitest';
import { tokenBuckets } from './token-bucket.ts';

it('lets a burst pass and then so many a second, of each key for itself', () => {
  const pass = tokenBuckets({ perSecond: 2, burst: 3 });
  const passed = (key: string, at: number, tries = 10) =>
    Array.from({ length: tries }, () => pass(key, at)).filter(Boolean).length;
  expect(passed('loud', 0)).toBe(3);
  expect(passed('loud', 0)).toBe(0);
  expect(passed('quiet', 0, 1)).toBe(1);
  expect(passed('loud', 1000)).toBe(2);
  expect(passed('loud', 60_000)).toBe(3);
  // A clock that is set back gives nothing.
  expect(passed('loud', 0)).toBe(0);
});
