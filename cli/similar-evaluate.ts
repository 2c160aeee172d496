import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import { reasonOf } from '#lib/inference/model-error.ts';
import type { LoadedSpace } from '#lib/similarity/load-space.ts';
import type { Member } from '#lib/similarity/profile.ts';
import { placeCohort, readCohort } from './similar-cohort.ts';
import { evaluateCohort } from './similarity-evaluation/evaluate-cohort.ts';
import { similarityMarkdown, type WholeReport } from './similarity-evaluation/report-markdown.ts';
import { shortcutReport } from './similarity-evaluation/shortcut.ts';
import { openSpace } from './similarity-space.ts';
import { TruthFileError } from './truth-file.ts';
import { wholeNumber } from './whole-number.ts';

const SYSTEM_FAILED = 1;

type Options = {
  readonly profiles?: string;
  readonly shortcutCohort?: string;
  readonly shortcutProfiles?: string;
  readonly resamples: number;
  readonly workers: number;
  readonly out?: string;
  readonly json?: true;
};

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const cohortFile = z.object({
  cohort: z.literal('similarity', 'not a cohort of similar patients'),
  seed: z.int(),
  shortcut: z.number().default(0),
});

async function describe(folder: string): Promise<z.infer<typeof cohortFile>> {
  const path = join(folder, 'cohort.json');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new TruthFileError(`${path} cannot be read: give the folder that "consilium simulate" wrote`, {
      cause,
    });
  });
  const read = cohortFile.safeParse(JSON.parse(text));
  if (read.success) return read.data;
  throw new TruthFileError(`${path}: ${read.error.issues[0]?.message ?? 'cannot be read'}`);
}

async function membersOf(loaded: LoadedSpace, paths: readonly string[], workers: number): Promise<Member[]> {
  const members = placeCohort(loaded, await readCohort(paths, { workers }));
  if (typeof members === 'string') throw new TruthFileError(members);
  return members;
}

async function evaluate(folder: string, options: Options): Promise<WholeReport> {
  const { profiles, shortcutCohort, shortcutProfiles, resamples, workers } = options;
  const { seed } = await describe(folder);
  const loaded = await openSpace();
  const members = await membersOf(loaded, [profiles ?? folder], workers);
  const report = await evaluateCohort({ loaded, folder, seed, members, resamples, say });
  if (shortcutCohort === undefined) return { ...report, shortcut: null };
  say('Films whose look gives a diagnosis away');
  const { shortcut: strength } = await describe(shortcutCohort);
  const marked = {
    folder: shortcutCohort,
    strength,
    members: await membersOf(loaded, [shortcutProfiles ?? shortcutCohort], workers),
  };
  return { ...report, shortcut: await shortcutReport(loaded, { folder, members }, marked, resamples) };
}

/** To 4 decimals: the rest is noise of the sample. */
const asJson = (report: WholeReport): string =>
  `${JSON.stringify(report, (_, value) => (typeof value === 'number' ? Number(value.toFixed(4)) : value), 2)}\n`;

async function write(report: WholeReport, { out, json }: Options): Promise<void> {
  if (out === undefined) {
    process.stdout.write(json ? asJson(report) : similarityMarkdown(report));
    return;
  }
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'similarity.json'), asJson(report));
  await writeFile(join(out, 'similarity.md'), similarityMarkdown(report));
}

async function run(folder: string, options: Options): Promise<void> {
  try {
    await write(await evaluate(folder, options), options);
  } catch (cause) {
    if (!isTagged(cause) && !(cause instanceof Error && 'code' in cause)) throw cause;
    say(reasonOf(cause));
    process.exitCode = SYSTEM_FAILED;
  }
}

export const command = new Command('evaluate')
  .description('Measure how often those whom the search finds have the diagnosis of the patient.')
  .argument('<folder>', 'a cohort that "consilium simulate --cohort similarity" wrote, with truth.ndjson')
  .option('--profiles <file>', 'what "consilium similar profiles" wrote of it, instead of reading it again')
  .option(
    '--shortcut-cohort <folder>',
    'one of the same seed simulated with --shortcut: what the look of the films is worth',
  )
  .option('--shortcut-profiles <file>', 'what "consilium similar profiles" wrote of that one')
  .option('--resamples <number>', 'bootstrap resamples of the patients', wholeNumber(1), 400)
  .option('--workers <number>', 'processes that read charts', wholeNumber(1), 2)
  .option('--json', 'as JSON')
  .option('--out <folder>', 'write similarity.json and similarity.md there instead of printing')
  .addHelpText(
    'after',
    `
Each view alone, fused with equal and with learned weights, Similarity Network Fusion, early concatenation, and the order of
whoever knows the true probabilities; with 0, 20, 40 and 60 % of the modalities taken away. Progress is written to standard
error. The diagnosis of the ward is judged by and never read.`,
  )
  .action(run);
