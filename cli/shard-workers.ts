import { type ChildProcess, fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a worker tells: patients done since it last spoke, and the name of a file that is whole. */
type Told = { readonly done?: number; readonly whole?: string };

const LEAN = {
  // Compiled once for all workers and runs: stripping types takes memory of its own.
  NODE_COMPILE_CACHE: join(tmpdir(), 'consilium-compile-cache'),
  // glibc gives a picture's arrays back as soon as they are freed, not when the heap's end happens to be free.
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_ARENA_MAX: '1',
};

/** The script of a worker: it is sent one shard at a time, and the next when it says that one is whole. */
export type WorkerScript = { readonly script: URL; readonly execArgv: readonly string[] };

const startWorker = ({ script, execArgv }: WorkerScript): ChildProcess =>
  fork(script, { execArgv: [...execArgv], env: { ...process.env, ...LEAN } });

/** Feeds shards to one process until the queue is empty; rejects when it dies. */
function drain<Shard extends object>(
  queue: Shard[],
  script: WorkerScript,
  onPatients: (count: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(script);
    let busy = false;
    const next = () => {
      const shard = queue.shift();
      busy = shard !== undefined;
      if (shard === undefined) worker.disconnect();
      else worker.send(shard);
    };
    worker.on('error', reject);
    worker.on('exit', (code, signal) => {
      if (busy || code !== 0) reject(new Error(`A worker ended with ${signal ?? code}.`));
      else resolve();
    });
    worker.on('message', ({ done, whole }: Told) => {
      if (done !== undefined) onPatients(done);
      if (whole !== undefined) next();
    });
    next();
  });
}

/** Has shards written by `workers` processes; calls back for each patient that is done. */
export async function drainShards<Shard extends object>(
  shards: readonly Shard[],
  script: WorkerScript,
  workers: number,
  onPatients: (count: number) => void,
): Promise<void> {
  const queue = [...shards];
  const processes = Math.min(workers, queue.length);
  await Promise.all(Array.from({ length: processes }, () => drain(queue, script, onPatients)));
}
