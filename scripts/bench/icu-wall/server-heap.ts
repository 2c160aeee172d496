import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Point } from './growth.ts';

const MB = 1024 ** 2;
const collection = z.object({ at: z.number(), heapBytes: z.number(), externalBytes: z.number() });
export type Collection = z.infer<typeof collection>;

/** Settings by which a server writes down what is left after each of its full collections of garbage. */
export const heapSettings = (file: string): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import=${new URL('./tell-collections.ts', import.meta.url).href}`,
  BENCH_COLLECTIONS: file,
});

/** What was left after each full collection from `from` on, MB: what grows here is held, and not only not collected yet. */
export async function serverHeap(file: string, from: number, to: number): Promise<readonly Point[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => collection.parse(JSON.parse(line)))
    .filter(({ at }) => at >= from && at < to)
    .map(({ at, heapBytes, externalBytes }) => ({
      atS: (at - from) / 1000,
      mb: (heapBytes + externalBytes) / MB,
    }));
}
