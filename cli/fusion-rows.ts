import { access, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { AS_OF, GENERATOR_VERSION } from '#lib/simulator/generator.ts';
import { simulateTruth } from '#lib/simulator/patient.ts';
import { truthLine } from '#lib/simulator/truth-line.ts';
import { type FusionRequest, type FusionShard, pictureWays } from './fusion-request.ts';
import { rowSpecs } from './fusion-row.ts';
import { writeLines } from './line-file.ts';
import { drainShards } from './shard-workers.ts';
import { wholeNumber } from './whole-number.ts';

const SHARD = 250;
/** Pictures that lend their errors, of a seed of their own: two of each patient. */
const BANK = { patients: 600, seed: 9001 };
const PROGRESS_MS = 5000;
const WORKER = {
  script: new URL('./fusion-rows-worker.ts', import.meta.url),
  execArgv: ['--max-semi-space-size=8', '--expose-gc'],
};

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

type Options = FusionRequest & {
  readonly out: string;
  readonly workers: number;
  readonly bank?: string;
};

function planOf(
  kind: FusionShard['kind'],
  request: FusionRequest,
  folder: string,
  bank: string | null,
): FusionShard[] {
  return Array.from({ length: Math.ceil(request.patients / SHARD) }, (_, k) => ({
    kind,
    request,
    path: join(folder, `${kind}-${String(k).padStart(5, '0')}.ndjson`),
    from: k * SHARD,
    to: Math.min(request.patients, (k + 1) * SHARD),
    bank,
  }));
}

/** Writes those shards that are not there yet. */
async function write(shards: readonly FusionShard[], workers: number, what: string): Promise<void> {
  const there = await Promise.all(shards.map(({ path }) => exists(path)));
  const left = shards.filter((_, k) => there[k] !== true);
  const all = left.reduce((sum, { from, to }) => sum + to - from, 0);
  let done = 0;
  let told = performance.now();
  await drainShards(left, WORKER, workers, (count) => {
    done += count;
    if (done < all && performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    process.stderr.write(`${what}: ${done} of ${all} patients\n`);
  });
}

/** Puts shards together into one file, and removes them when it is whole. */
async function putTogether(shards: readonly FusionShard[], head: object | null, path: string): Promise<void> {
  async function* lines() {
    if (head) yield `${JSON.stringify(head)}\n`;
    for (const shard of shards) yield await readFile(shard.path, 'utf8');
  }
  await writeLines(path, lines());
  for (const shard of shards) await rm(shard.path);
}

/** The file of the bank, made unless it is there. */
async function bankOf({ out, bank, pictures, workers }: Options): Promise<string | null> {
  if (pictures !== 'emulated') return null;
  const path = bank ?? join(out, 'bank.ndjson');
  if (await exists(path)) return path;
  const request: FusionRequest = { ...BANK, days: [], drawnDays: 0, pictures: 'read', interaction: 0 };
  const shards = planOf('bank', request, out, null);
  await write(shards, workers, 'Pictures of the bank');
  await putTogether(shards, null, path);
  return path;
}

function* truths({ seed, patients, interaction }: Options): Generator<string> {
  for (let index = 0; index < patients; index += 1)
    yield `${JSON.stringify(truthLine(simulateTruth(seed, index, interaction)))}\n`;
}

/** What decides every byte; a folder that says otherwise holds other rows. */
const describeFolder = ({ patients, seed, days, drawnDays, pictures, interaction }: Options) =>
  `${JSON.stringify({
    simulated: true,
    cohort: 'hf',
    patients,
    seed,
    ...(interaction === 0 ? {} : { interaction }),
    days,
    drawnDays,
    pictures,
    generatorVersion: GENERATOR_VERSION,
    asOf: AS_OF,
  })}\n`;

async function writeRows(options: Options, self: Command): Promise<void> {
  const { out, workers, bank: _bank, ...request } = options;
  await mkdir(out, { recursive: true });
  const [about, rows] = [join(out, 'cohort.json'), join(out, 'rows.ndjson')];
  if ((await exists(about)) && (await readFile(about, 'utf8')) !== describeFolder(options))
    self.error(`error: ${about} describes other rows; choose another --out or delete it`);
  await writeLines(about, [describeFolder(options)]);
  await writeLines(join(out, 'truth.ndjson'), truths(options));
  if (await exists(rows)) return;
  const shards = planOf('rows', request, out, await bankOf(options));
  await write(shards, workers, 'Rows');
  const { days, pictures } = request;
  await putTogether(
    shards,
    { model: 'readmission', at: { kind: 'landmarks' }, days, pictures, features: rowSpecs, tensors: [] },
    rows,
  );
}

function dayList(text: string): readonly number[] {
  const days = text.split(',').map(Number);
  if (days.every((day) => Number.isInteger(day) && day >= 0 && day <= 7)) return days;
  throw new InvalidArgumentError('Expected days from 0 to 7 with commas between.');
}

function strength(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value < 1) return value;
  throw new InvalidArgumentError('Expected a number from 0 to below 1.');
}

export const command = new Command('fusion-rows')
  .description(
    'Write the inputs of the fused model of simulated patients, straight from the simulator: complete, at several days.',
  )
  .requiredOption('--patients <number>', 'size of the cohort', wholeNumber(1))
  .requiredOption('--seed <number>', 'patient k of a seed is the same as in "simulate"', wholeNumber(0))
  .requiredOption('--out <folder>', 'rows.ndjson, truth.ndjson and cohort.json; goes on where it was cut off')
  .option('--days <list>', 'days after discharge that everybody has a row of', dayList, [0])
  .option('--drawn-days <number>', 'so many more of days 1 to 7, drawn for each patient', wholeNumber(0), 0)
  .addOption(
    new Option(
      '--pictures <way>',
      'read: render each and ask the networks; emulated: true findings with errors lent by a bank of rendered pictures',
    )
      .choices(pictureWays)
      .default('emulated'),
  )
  .option('--bank <file>', 'readings that lend their errors; made when it is not there')
  .option(
    '--interaction <share>',
    'strength of the interaction arm: another truth, the same charts',
    strength,
    0,
  )
  .option('--workers <number>', 'processes; the bytes do not depend on it', wholeNumber(1), 2)
  .action(writeRows);
