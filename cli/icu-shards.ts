import { drainShards, type WorkerScript } from './shard-workers.ts';

/** What a process is given at a time: stays, and where what it makes of them goes. */
export type StayShard<Task> = {
  readonly task: Task;
  readonly files: readonly string[];
  readonly out: string;
};

const SHARD = 500;
const PROGRESS_MS = 5000;

/** Stays in shards of one size, so that what is written does not depend on how many processes write. */
export function shardsOf<Task>(
  files: readonly string[],
  task: Task,
  outOf: (k: number) => string,
): StayShard<Task>[] {
  return Array.from({ length: Math.ceil(files.length / SHARD) }, (_, k) => ({
    task,
    files: files.slice(k * SHARD, (k + 1) * SHARD),
    out: outOf(k),
  }));
}

/** Has stays worked on by processes side by side, and says on standard error how far they are. */
export async function workOnStays<Task>(
  shards: readonly StayShard<Task>[],
  script: URL,
  workers: number,
): Promise<void> {
  const worker: WorkerScript = { script, execArgv: [] };
  const all = shards.reduce((sum, { files }) => sum + files.length, 0);
  let done = 0;
  let told = performance.now();
  await drainShards(shards, worker, workers, (count) => {
    done += count;
    if (done < all && performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    process.stderr.write(`${done} of ${all} stays\n`);
  });
}

/** The loop of such a process: one shard after the other, until it is sent no more. */
export function serveShards<Task>(work: (shard: StayShard<Task>) => Promise<void>): void {
  process.on('message', (shard: StayShard<Task>) => {
    work(shard).then(
      () => process.send?.({ whole: shard.out }),
      (cause: unknown) => {
        process.stderr.write(`${cause instanceof Error ? cause.stack : cause}\n`);
        process.exit(1);
      },
    );
  });
  process.on('disconnect', () => process.exit(0));
}
