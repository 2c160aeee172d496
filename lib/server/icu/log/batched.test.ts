import { expect, it } from 'vitest';
import { batched } from './batched.ts';

it('writes together what comes while a write is under way, and tells each writer of its own', async () => {
  const writes: string[][] = [];
  const write = batched<string>(async (items) => {
    writes.push([...items]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (items.includes('bad')) throw new Error('refused');
  }, 3);
  const told = await Promise.allSettled([
    write(['a', 'b']),
    write(['c']),
    write([]),
    write(['d', 'e', 'bad']),
    write(['f']),
  ]);
  expect(writes).toEqual([
    ['a', 'b'],
    ['c', 'd', 'e'],
    ['bad', 'f'],
  ]);
  expect(told.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
  ]);
  await write(['g']);
  expect(writes.at(-1)).toEqual(['g']);
});
