import { access, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AS_OF, GENERATOR_VERSION } from '#lib/simulator/generator.ts';
import { findingUnits } from '#lib/simulator/imaging/study-truth.ts';
import { writeLines } from './line-file.ts';
import {
  planShards,
  SHARD_SIZE,
  type SimulationRequest,
  truthShard,
  writeShards,
} from './simulation-shards.ts';

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** What decides every byte in the folder; a folder that says otherwise is another cohort's. */
function describeFolder(request: SimulationRequest): string {
  const { cohort, patients, seed, modalities, shortcut, interaction, complete } = request;
  const arm = { ...(interaction === 0 ? {} : { interaction }), ...(complete ? { complete } : {}) };
  const facts = { simulated: true, cohort, patients, seed, modalities, shortcut, ...arm };
  const units = modalities.includes('imaging') ? { findingUnits } : {};
  const origin = { generatorVersion: GENERATOR_VERSION, asOf: AS_OF, patientsPerFile: SHARD_SIZE };
  return `${JSON.stringify({ ...facts, ...origin, ...units }, null, 2)}\n`;
}

/** A sentence when the folder holds another cohort; `null` when it is new or an unfinished copy of this one. */
async function claimFolder(out: string, request: SimulationRequest): Promise<string | null> {
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

type Order = SimulationRequest & {
  readonly out: string;
  readonly workers: number;
  /** Only `truth.ndjson` and `cohort.json`: a second or two per thousand patients. The rest can follow later. */
  readonly truthAlone?: boolean;
};

/**
 * Writes the cohort into a folder: shards of bundles, the files that they refer to, `truth.ndjson`, `cohort.json`.
 * Goes on where it was cut off. Returns a sentence when it must not write there; throws when the disk or a worker fails.
 */
export async function writeCohort(
  { out, workers, truthAlone = false, ...request }: Order,
  onProgress: (done: number, all: number) => void,
): Promise<string | null> {
  const refusal = await claimFolder(out, request);
  if (refusal !== null) return refusal;
  const shards = truthAlone ? [] : planShards(out, request);
  const finished = await Promise.all(shards.map(({ name }) => exists(join(out, name))));
  const left = shards.filter((_, k) => finished[k] !== true);
  let done = truthAlone ? 0 : request.patients - left.reduce((sum, { from, to }) => sum + to - from, 0);
  onProgress(done, request.patients);
  const count = (patients: number) => {
    done += patients;
    onProgress(done, request.patients);
  };
  await writeShards([truthShard(out, request), ...left], workers, count);
  if (truthAlone) onProgress(request.patients, request.patients);
  return null;
}
