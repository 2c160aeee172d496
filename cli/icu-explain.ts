import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { stageOneInputs } from '#lib/icu/stage-one/features.ts';
import { type StageOneQuestion, stageOneQuestions } from '#lib/icu/stage-one/questions.ts';
import { scoreStay } from '#lib/icu/stage-one/score-stay.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { readStayFile } from './stay-files.ts';
import { wholeNumber } from './whole-number.ts';

const NOT_READ = 2;

type Options = { readonly question: StageOneQuestion; readonly line?: number };

async function explain(file: string, { question, line }: Options, self: Command): Promise<void> {
  const read = await readStayFile(file);
  if (!read) {
    process.exitCode = NOT_READ;
    return;
  }
  const { stay, entries } = read;
  const hour = entries.at((line ?? 0) - 1);
  if (hour === undefined) self.error(`error: the stay has ${entries.length} hours`, { exitCode: NOT_READ });
  const folder = fileURLToPath(new URL(`../public${stageOneQuestions[question]}`, import.meta.url));
  const session = await openNodeSession(folder, stageOneInputs);
  const score = await scoreStay(session, stay, hour);
  process.stdout.write(`${JSON.stringify({ question, hour: line ?? entries.length, ...score }, null, 2)}\n`);
  await session.close();
}

export const command = new Command('explain')
  .description('Say of one hour of a stay what stage one says, why, and what bedside scores say beside it.')
  .argument('<file>', 'a stay in the format of the PhysioNet/CinC Challenge 2019 (.psv)')
  .option('--line <n>', 'which hour, counted from 1 (default: the last)', wholeNumber(1))
  .addOption(
    new Option('--question <name>', 'what is foretold')
      .choices(Object.keys(stageOneQuestions))
      .default('sepsis'),
  )
  .action(explain);
