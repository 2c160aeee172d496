import { expect, it } from 'vitest';
import { createLatestRun } from './latest-run.ts';

it('does one at a time, and of those that wait only the newest', async () => {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const ask = createLatestRun<number>((asked) => {
    begun.push(asked);
    return new Promise((resolve) => ends.push(resolve));
  });
  for (const asked of [1, 2, 3, 4]) ask(asked);
  expect(begun).toEqual([1]);
  ends[0]?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(begun).toEqual([1, 4]);
  ends[1]?.();
  await Promise.resolve();
  await Promise.resolve();
  ask(5);
  expect(begun).toEqual([1, 4, 5]);
});
