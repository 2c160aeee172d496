import { mkdir, readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { type StageOneQuestion, stageOneQuestions } from '#lib/icu/stage-one/questions.ts';
import { shardsOf, workOnStays } from './icu-shards.ts';
import { stayFiles, stayName } from './stay-files.ts';
import { wholeNumber } from './whole-number.ts';

const WORKER = new URL('./icu-score-worker.ts', import.meta.url);
const NOTHING_TO_SCORE = 2;
const NOT_ALL = 3;

type Options = { readonly out: string; readonly question: StageOneQuestion; readonly workers: number };

/** What a worker of scores is told beside the stays. */
export type ScoreTask = { readonly question: StageOneQuestion; readonly out: string };

async function writeScores(folder: string, { out, question, workers }: Options, self: Command) {
  const files = await stayFiles(folder);
  if (files.length === 0)
    self.error(`error: there is no .psv file in ${folder}`, { exitCode: NOTHING_TO_SCORE });
  await mkdir(out, { recursive: true });
  const task: ScoreTask = { question, out };
  await workOnStays(
    shardsOf(files, task, (k) => String(k)),
    WORKER,
    workers,
  );
  const scored = new Set(await readdir(out));
  const refused = files.filter((file) => !scored.has(`${stayName(file)}.psv`)).length;
  if (refused === 0) return;
  process.stderr.write(`${refused} of ${files.length} files have no scores; each was named above.\n`);
  process.exitCode = NOT_ALL;
}

export const command = new Command('score')
  .description('Score every hour of stays, each from what was known by then.')
  .argument('<folder>', 'stays, a .psv file each, in the format of the PhysioNet/CinC Challenge 2019')
  .requiredOption('--out <folder>', 'a file a stay: PredictedProbability|PredictedLabel, a line an hour')
  .addOption(
    new Option('--question <name>', 'what is foretold')
      .choices(Object.keys(stageOneQuestions))
      .default('sepsis'),
  )
  .option('--workers <n>', 'processes; the bytes do not depend on it', wholeNumber(1), availableParallelism())
  .addHelpText(
    'after',
    `
A file that cannot be read is refused in one sentence and gets no scores; impossible values are said and not read.

Exit status:
  0  every stay is scored
  ${NOTHING_TO_SCORE}  there is no stay in the folder
  ${NOT_ALL}  some files could not be read, and why is written to standard error`,
  )
  .action(writeScores);
