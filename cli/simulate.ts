import { Command, InvalidArgumentError } from 'commander';
import { type CohortName, cohortNames } from '#lib/simulator/cohort.ts';
import { describeCohort } from '#lib/simulator/description/describe.ts';
import { describeAsText } from '#lib/simulator/description/description-table.ts';
import { writeCohort } from './simulation-folder.ts';

function wholeNumber(least: number) {
  return (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`Expected a whole number of at least ${least}.`);
  };
}

function cohortName(text: string): CohortName {
  const known = cohortNames.find((name) => name === text);
  if (known === undefined) throw new InvalidArgumentError(`Cohorts: ${cohortNames.join(', ')}.`);
  return known;
}

type Options = {
  readonly cohort: CohortName;
  readonly patients: number;
  readonly seed: number;
  readonly out?: string;
  readonly workers: number;
  readonly describe?: true;
  readonly json?: true;
};

/** Rewrites one line on a terminal; elsewhere a line per tenth, so that a log stays short. */
function reportProgress(done: number, all: number): void {
  const text = `Simulated ${done} of ${all} patients`;
  if (process.stderr.isTTY) process.stderr.write(`\r${text}${done === all ? '\n' : ''}`);
  else if (done === all || Math.floor((done * 10) / all) > Math.floor(((done - 100) * 10) / all)) {
    process.stderr.write(`${text}\n`);
  }
}

export const command = new Command('simulate')
  .description('Write a simulated cohort as FHIR bundles, with its known truth beside them.')
  .option('--cohort <name>', `one of: ${cohortNames.join(', ')}`, cohortName, 'hf')
  .requiredOption('--patients <number>', 'size of the cohort', wholeNumber(1))
  .requiredOption('--seed <number>', 'patient k of a seed is the same in every cohort', wholeNumber(0))
  .option('--out <folder>', 'a new folder, or an unfinished one of the same cohort to go on with')
  .option('--workers <number>', 'threads; the bytes do not depend on it', wholeNumber(1), 2)
  .option('--describe', 'print what the cohort is like, beside published figures, instead of writing it')
  .option('--json', 'with --describe: as JSON')
  .action(async ({ out, describe, json, ...request }: Options, self: Command) => {
    if (describe) {
      const description = describeCohort(request);
      process.stdout.write(json ? `${JSON.stringify(description, null, 2)}\n` : describeAsText(description));
      return;
    }
    if (out === undefined) self.error("error: required option '--out <folder>' not specified");
    const refusal = await writeCohort({ ...request, out }, reportProgress);
    if (refusal !== null) self.error(`error: ${refusal}`);
  });
