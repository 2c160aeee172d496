// A cohort as the commands of similarity read it: charts of files, by processes side by side.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadedSpace } from '#lib/similarity/load-space.ts';
import type { Member } from '#lib/similarity/profile.ts';
import {
  memberOfLine,
  type ProfileHead,
  type ProfileLine,
  profileHead,
  profileLine,
  staleHead,
} from '#lib/similarity/profile-lines.ts';
import { chartFiles } from './chart-files.ts';
import { imageFolderOf } from './image-folder.ts';
import { drainShards } from './shard-workers.ts';
import { candidateHead } from './similarity-space.ts';

const PROGRESS_MS = 2000;
const WORKER = {
  script: new URL('./similar-profiles-worker.ts', import.meta.url),
  execArgv: ['--max-semi-space-size=8', '--expose-gc'],
};

/** One file of charts and where its lines are written. */
export type ProfileShard = { readonly file: string; readonly images: string | null; readonly out: string };

export type CohortFiles = { readonly images?: string; readonly workers?: number };

/** A cohort that was read, patient by patient. */
export type CohortLines = { readonly head: ProfileHead; readonly lines: readonly ProfileLine[] };

function progress() {
  const started = performance.now();
  let [done, told] = [0, started];
  const tell = () => {
    const perSecond = (1000 * done) / (performance.now() - started);
    process.stderr.write(`${done} patients read, ${perSecond.toFixed(1)} a second\n`);
  };
  const count = (patients: number) => {
    done += patients;
    if (performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    tell();
  };
  return { count, end: tell };
}

/** Reads all charts of files in processes of their own; the lines come in the order of the files. */
export async function* readProfiles(
  paths: readonly string[],
  { images: named, workers = availableParallelism() }: CohortFiles,
): AsyncGenerator<string> {
  const images = await imageFolderOf(paths, named);
  const folder = await mkdtemp(join(tmpdir(), 'consilium-profiles-'));
  try {
    const files = await chartFiles(paths);
    const shards = files.map((file, k): ProfileShard => ({ file, images, out: join(folder, `${k}.ndjson`) }));
    const { count, end } = progress();
    await drainShards(shards, WORKER, workers, count);
    end();
    for (const { out } of shards) yield await readFile(out, 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What a file of profiles holds; `null`: it is none, but perhaps charts. Rejects where one of its lines cannot be read. */
async function readProfileFile(path: string): Promise<CohortLines | null> {
  if (!path.endsWith('.ndjson')) return null;
  const [first = '', ...rest] = (await readFile(path, 'utf8')).trimEnd().split('\n');
  // Of a file of charts the first line may be a bundle of any size: it is known by its first letters.
  if (!first.startsWith('{"kind":"similarity-profiles"')) return null;
  return {
    head: profileHead.parse(JSON.parse(first)),
    lines: rest.map((line) => profileLine.parse(JSON.parse(line))),
  };
}

/** A cohort from charts, or from the one file that `consilium similar profiles` wrote of them. */
export async function readCohort(paths: readonly string[], files: CohortFiles): Promise<CohortLines> {
  const [only, ...others] = paths;
  const kept = only === undefined || others.length > 0 ? null : await readProfileFile(only);
  if (kept) return kept;
  const lines: ProfileLine[] = [];
  for await (const piece of readProfiles(paths, files))
    for (const line of piece.split('\n')) if (line !== '') lines.push(profileLine.parse(JSON.parse(line)));
  return { head: await candidateHead(), lines };
}

/** The patients of a cohort as a space places them; a sentence where the file was made by other networks. */
export function placeCohort(loaded: LoadedSpace, { head, lines }: CohortLines): Member[] | string {
  const stale = staleHead(loaded, head);
  return stale ? stale.message : lines.map((line) => memberOfLine(loaded, head, line));
}
