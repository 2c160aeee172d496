import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { together } from './together.ts';

const later = async (text: string, ms: number, ended: string[] = []) => {
  await setTimeout(ms);
  ended.push(text);
  return text;
};
const failing = async (text: string, ms: number): Promise<string> => {
  await setTimeout(ms);
  throw new Error(text);
};

it('runs side by side and says what each said, in order', async () => {
  const ended: string[] = [];
  const said = await together(
    () => later('a', 20, ended),
    () => later('', 1),
    () => later('b', 1, ended),
  );
  expect(said).toBe('a; b');
  expect(ended).toEqual(['b', 'a']);
});

it('fails as the first in order does, once all have ended', async () => {
  const ended: string[] = [];
  const run = together(
    () => later('a', 1),
    () => failing('first', 20),
    () => failing('second', 1),
    () => later('c', 40, ended),
  );
  await expect(run).rejects.toThrow('first');
  expect(ended).toEqual(['c']);
});
