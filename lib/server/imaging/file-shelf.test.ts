import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openShelf } from './file-shelf.ts';

let parent = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'consilium-shelf-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

/** Bytes that no compressor shortens. */
const noise = (seed: number) =>
  Buffer.concat(Array.from({ length: 125 }, (_, i) => createHash('sha256').update(`${seed} ${i}`).digest()));

it('gives back what it was given, after a restart too', async () => {
  const folder = join(parent, 'v1');
  await openShelf(folder, 1e6).keep('a', noise(1));
  expect(await openShelf(folder, 1e6).read('a')).toEqual(noise(1));
  expect(await openShelf(folder, 1e6).read('b')).toBeNull();
});

it('drops the longest unread and stays below its bound', async () => {
  const folder = join(parent, 'v1');
  const shelf = openShelf(folder, 14_000);
  for (const name of ['a', 'b', 'c']) await shelf.keep(name, noise(name.charCodeAt(0)));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await shelf.read('a')).toEqual(noise(97));
  await shelf.keep('d', noise(100));
  expect(await shelf.read('b')).toBeNull();
  expect(await shelf.read('a')).toEqual(noise(97));
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(bytes).toBeLessThanOrEqual(14_000);
});

it('clears away what an older version left and what was cut off', async () => {
  mkdirSync(join(parent, 'v1'));
  mkdirSync(join(parent, 'v2'));
  writeFileSync(join(parent, 'v2', 'a.gz.part'), 'torn');
  expect(await openShelf(join(parent, 'v2'), 1e6).read('a')).toBeNull();
  expect(existsSync(join(parent, 'v1'))).toBe(false);
  expect(readdirSync(join(parent, 'v2'))).toEqual([]);
});

it('makes no complaint of a file that somebody deleted', async () => {
  const folder = join(parent, 'v1');
  const shelf = openShelf(folder, 1e6);
  await shelf.keep('a', noise(1));
  rmSync(join(folder, 'a.gz'));
  expect(await shelf.read('a')).toBeNull();
});
