import { type ChildProcess, fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CohortRequest } from '#lib/simulator/generator.ts';
import type { ModalityId } from '#lib/simulator/member.ts';

export type SimulationRequest = CohortRequest & {
  readonly modalities: readonly ModalityId[];
  /** 0 … 1. */
  readonly shortcut: number;
  /** 0 … below 1: strength of the interaction arm. */
  readonly interaction: number;
};

/** One file's worth of a cohort: bundles of patients `from` to `to` − 1 with what they refer to, or the truth of all. */
export type Shard = {
  readonly kind: 'bundles' | 'truth';
  readonly request: SimulationRequest;
  readonly folder: string;
  /** Of the file in the folder. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
};

export const SHARD_SIZE = 100;

/** One patient at a time needs little; without a limit the collector lets garbage pile up. */
const SMALL_HEAP = ['--max-old-space-size=32', '--max-semi-space-size=1', '--expose-gc'];

export function planShards(folder: string, request: SimulationRequest): Shard[] {
  return Array.from({ length: Math.ceil(request.patients / SHARD_SIZE) }, (_, k) => ({
    kind: 'bundles',
    request,
    folder,
    name: `bundles-${String(k).padStart(5, '0')}.ndjson.gz`,
    from: k * SHARD_SIZE,
    to: Math.min(request.patients, (k + 1) * SHARD_SIZE),
  }));
}

/** Short work, and written afresh: it names no file that it could leave half done. */
export const truthShard = (folder: string, request: SimulationRequest): Shard => ({
  kind: 'truth',
  request,
  folder,
  name: 'truth.ndjson',
  from: 0,
  to: request.patients,
});

type Told = { readonly done?: number; readonly whole?: string };

const LEAN = {
  // Compiled once for all workers and runs: stripping types takes memory of its own.
  NODE_COMPILE_CACHE: join(tmpdir(), 'consilium-compile-cache'),
  // glibc gives a picture's arrays back as soon as they are freed, not when the heap's end happens to be free.
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_ARENA_MAX: '1',
};

const startWorker = (): ChildProcess =>
  fork(new URL('./simulation-worker.ts', import.meta.url), {
    execArgv: SMALL_HEAP,
    env: { ...process.env, ...LEAN },
  });

/** Feeds shards to one process until the queue is empty; rejects when it dies. */
function drain(queue: Shard[], onPatients: (count: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = startWorker();
    let busy = false;
    const next = () => {
      const shard = queue.shift();
      busy = shard !== undefined;
      if (shard === undefined) worker.disconnect();
      else worker.send(shard);
    };
    worker.on('error', reject);
    worker.on('exit', (code, signal) => {
      if (busy || code !== 0) reject(new Error(`A worker of the simulation ended with ${signal ?? code}.`));
      else resolve();
    });
    worker.on('message', ({ done, whole }: Told) => {
      if (done !== undefined) onPatients(done);
      if (whole !== undefined) next();
    });
    next();
  });
}

/** Writes the shards by `workers` processes; calls back for each patient that is done. */
export async function writeShards(
  shards: readonly Shard[],
  workers: number,
  onPatients: (count: number) => void,
): Promise<void> {
  const queue = [...shards];
  const processes = Math.min(workers, queue.length);
  await Promise.all(Array.from({ length: processes }, () => drain(queue, onPatients)));
}
