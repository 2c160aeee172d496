import { parentPort } from 'node:worker_threads';
import { chartLines } from '#lib/simulator/cohort.ts';
import { writeLines } from './line-file.ts';
import type { Shard } from './simulation-folder.ts';

/** Simulates one shard after another as the main thread asks; answers when the file is whole. */
parentPort?.on('message', (shard: Shard) => {
  writeLines(shard.path, chartLines(shard.seed, shard.from, shard.to)).then(
    () => parentPort?.postMessage('done'),
    (cause: unknown) => {
      // Out of the promise, so that the main thread hears of it as the worker's error.
      setImmediate(() => {
        throw new Error(`Could not write ${shard.path}`, { cause });
      });
    },
  );
});
