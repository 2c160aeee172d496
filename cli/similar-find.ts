import { stat } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import type { Chart } from '#lib/fhir/chart.ts';
import { reasonOf } from '#lib/inference/model-error.ts';
import { readWholeRecord } from '#lib/modalities/whole-record.ts';
import { dischargeLandmark } from '#lib/models/readmission/landmark.ts';
import { buildCohort } from '#lib/similarity/cohort-table.ts';
import { embedRecord, type ReadEmbedding } from '#lib/similarity/embed-record.ts';
import type { LoadedSpace } from '#lib/similarity/load-space.ts';
import { memberOf } from '#lib/similarity/member.ts';
import type { Member } from '#lib/similarity/profile.ts';
import { type Neighbour, rank } from '#lib/similarity/rank.ts';
import { nothingToCompare } from '#lib/similarity/refuse-profile.ts';
import type { SimilaritySpace } from '#lib/similarity/space.ts';
import { learnedWeights, readWeights, type Weights } from '#lib/similarity/weights.ts';
import { issueLine } from './assessment-text.ts';
import { chartFiles, readChartFile } from './chart-files.ts';
import { type ImageFolder, openImageFolder } from './image-folder.ts';
import { nodeFiles } from './node-files.ts';
import { openSpace } from './similarity-space.ts';
import { wholeNumber } from './whole-number.ts';

const SYSTEM_FAILED = 1;
const NOTHING_TO_COMPARE = 2;

type Options = {
  readonly patient: string;
  readonly weights?: Readonly<Record<string, number>>;
  readonly count: number;
  readonly json?: true;
};

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** `chart=1,radiograph=2`. */
function readPairs(text: string): Record<string, number> {
  const pairs = text.split(',').map((pair): [string, number] => {
    const [, view, weight] = /^([a-z][a-z0-9-]*)=(\S+)$/.exec(pair.trim()) ?? [];
    if (view === undefined) throw new InvalidArgumentError('Expected <view>=<number>, separated by commas.');
    return [view, Number(weight)];
  });
  return Object.fromEntries(pairs);
}

const noEmbedding: ReadEmbedding = async (_record, network) => ({
  gap: `Network ${network} gives no embedding.`,
});

async function toMember(
  chart: Chart,
  { space, key }: LoadedSpace,
  images: ImageFolder | null,
): Promise<Member> {
  const record = await readWholeRecord(chart, nodeFiles(chart, images), { siteMap: null });
  const at = dischargeLandmark(record);
  const profile = await embedRecord(record, { space, key, at, readEmbedding: noEmbedding });
  return memberOf(record, profile, record.patient.id, at);
}

/** Pictures are looked for in the first folder among the charts. */
async function imagesOf(paths: readonly string[]): Promise<ImageFolder | null> {
  for (const path of paths) if ((await stat(path)).isDirectory()) return openImageFolder(path);
  return null;
}

async function* chartsOf(paths: readonly string[]): AsyncGenerator<Chart> {
  for (const path of await chartFiles(paths))
    for await (const { charts, issues } of readChartFile(path)) {
      for (const issue of issues) say(issueLine(issue));
      yield* charts;
    }
}

async function membersOf(paths: readonly string[], loaded: LoadedSpace): Promise<Member[]> {
  const images = await imagesOf(paths);
  const members: Member[] = [];
  for await (const chart of chartsOf(paths)) members.push(await toMember(chart, loaded, images));
  return members;
}

const percent = (part: number): string => `${Math.round(100 * part)} %`;

function textOf({ id, similarity, views }: Neighbour, { views: known }: SimilaritySpace): string {
  const parts = known.map(({ id: view, label }) => {
    const own = views[view];
    return `${label} ${own ? percent(own.similarity) : 'not on both charts'}`;
  });
  return `${id}  ${percent(similarity)}  (${parts.join(', ')})`;
}

/** The neighbours; a sentence where there is nobody to compare, or nothing to compare by. */
function search(members: readonly Member[], { space, key }: LoadedSpace, weights: Weights, options: Options) {
  const { table, issues } = buildCohort(space, key, members);
  for (const issue of issues) say(issueLine(issue));
  const row = table.members.findIndex(({ id }) => id === options.patient);
  const patient = table.members[row];
  if (!patient) return `No patient ${options.patient} in these files.`;
  const nothing = nothingToCompare(patient);
  return nothing ? nothing.message : rank(table, row, weights, options.count);
}

async function run(paths: readonly string[], options: Options): Promise<void> {
  try {
    const loaded = await openSpace();
    const read =
      options.weights === undefined
        ? { ok: true as const, weights: learnedWeights(loaded.space) }
        : readWeights(options.weights, loaded.space);
    const found = read.ok
      ? search(await membersOf(paths, loaded), loaded, read.weights, options)
      : read.issue.message;
    if (typeof found === 'string') {
      say(found);
      process.exitCode = NOTHING_TO_COMPARE;
      return;
    }
    const lines = found.map((one) => textOf(one, loaded.space));
    process.stdout.write(`${options.json ? JSON.stringify(found, null, 2) : lines.join('\n')}\n`);
  } catch (cause) {
    say(reasonOf(cause));
    process.exitCode = SYSTEM_FAILED;
  }
}

export const command = new Command('find')
  .description('The patients of a cohort who are most like one of them.')
  .argument('<paths...>', 'FHIR files (JSON or NDJSON, plain or gzip), or folders with such files')
  .requiredOption('--patient <id>', 'FHIR id of the patient whose like are sought')
  .option('--weights <view=number,…>', 'how much each view counts; absent: as learned', readPairs)
  .option('--count <n>', 'how many', wholeNumber(1), 10)
  .option('--json', 'print the neighbours as JSON')
  .action(run);
