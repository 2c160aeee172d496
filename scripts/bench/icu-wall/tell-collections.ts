// Loaded into a server under test by `--import`: one line for each full collection of garbage of its main thread.
import { appendFileSync } from 'node:fs';
import { constants, PerformanceObserver } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';
import type { Collection } from './server-heap.ts';

const file = process.env.BENCH_COLLECTIONS;

function isFull(entry: PerformanceEntry): boolean {
  const detail: unknown = Reflect.get(entry, 'detail');
  return (
    typeof detail === 'object' &&
    detail !== null &&
    Reflect.get(detail, 'kind') === constants.NODE_PERFORMANCE_GC_MAJOR
  );
}

if (isMainThread && file !== undefined)
  new PerformanceObserver((list) => {
    if (!list.getEntries().some(isFull)) return;
    const { heapUsed, external } = process.memoryUsage();
    const told: Collection = { at: Date.now(), heapBytes: heapUsed, externalBytes: external };
    appendFileSync(file, `${JSON.stringify(told)}\n`);
  }).observe({ entryTypes: ['gc'] });
