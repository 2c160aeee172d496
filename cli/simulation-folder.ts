import { access, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AS_OF, type CohortRequest, GENERATOR_VERSION, truthLines } from '#lib/simulator/cohort.ts';
import { writeLines } from './line-file.ts';

/** One file's worth of a cohort: patients `from` to `to` − 1. */
export type Shard = {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly path: string;
};

export const SHARD_SIZE = 100;

/** One patient at a time needs little; without a limit the collector lets garbage pile up. */
const SMALL_HEAP = { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 8 };

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** What decides every byte in the folder; a folder that says otherwise is another cohort's. */
function describeFolder({ cohort, patients, seed }: CohortRequest): string {
  const facts = { simulated: true, cohort, patients, seed, generatorVersion: GENERATOR_VERSION, asOf: AS_OF };
  return `${JSON.stringify({ ...facts, patientsPerFile: SHARD_SIZE }, null, 2)}\n`;
}

/** A sentence when the folder holds another cohort; `null` when it is new or an unfinished copy of this one. */
async function claimFolder(out: string, request: CohortRequest): Promise<string | null> {
  const path = join(out, 'cohort.json');
  const wanted = describeFolder(request);
  await mkdir(out, { recursive: true });
  if (await exists(path)) {
    const found = await readFile(path, 'utf8');
    return found === wanted ? null : `${path} describes another cohort; choose another --out or delete it`;
  }
  if (await exists(join(out, 'bundles-00000.ndjson.gz'))) return `${out} holds bundles but no cohort.json`;
  await writeLines(path, [wanted]);
  return null;
}

function planShards(out: string, { patients, seed }: CohortRequest): Shard[] {
  return Array.from({ length: Math.ceil(patients / SHARD_SIZE) }, (_, k) => ({
    seed,
    from: k * SHARD_SIZE,
    to: Math.min(patients, (k + 1) * SHARD_SIZE),
    path: join(out, `bundles-${String(k).padStart(5, '0')}.ndjson.gz`),
  }));
}

/** Feeds shards to one worker until the queue is empty. */
function drain(queue: Shard[], onDone: (shard: Shard) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./simulation-worker.ts', import.meta.url), {
      resourceLimits: SMALL_HEAP,
    });
    let current: Shard | undefined;
    const next = () => {
      current = queue.shift();
      if (current === undefined) worker.terminate().then(() => resolve(), reject);
      else worker.postMessage(current);
    };
    worker.on('error', reject);
    worker.on('message', () => {
      if (current !== undefined) onDone(current);
      next();
    });
    next();
  });
}

/**
 * Writes the cohort into a folder: shards of bundles, `truth.ndjson`, `cohort.json`. Goes on where it was cut off.
 * Returns a sentence when it must not write there; throws when the disk or a worker fails.
 */
export async function writeCohort(
  { out, workers, ...request }: CohortRequest & { readonly out: string; readonly workers: number },
  onProgress: (done: number, all: number) => void,
): Promise<string | null> {
  const refusal = await claimFolder(out, request);
  if (refusal !== null) return refusal;
  const shards = planShards(out, request);
  const finished = await Promise.all(shards.map(({ path }) => exists(path)));
  const queue = shards.filter((_, k) => finished[k] !== true);
  let done = shards.filter((_, k) => finished[k] === true).reduce((sum, { from, to }) => sum + to - from, 0);
  onProgress(done, request.patients);
  const count = ({ from, to }: Shard) => {
    done += to - from;
    onProgress(done, request.patients);
  };
  const threads = Math.min(workers, queue.length);
  await Promise.all([
    writeLines(join(out, 'truth.ndjson'), truthLines(request.seed, 0, request.patients)),
    ...Array.from({ length: threads }, () => drain(queue, count)),
  ]);
  return null;
}
