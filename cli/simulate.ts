import { Command, InvalidArgumentError } from 'commander';
import { type CohortName, cohortNames } from '#lib/simulator/cohort.ts';
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
  readonly out: string;
  readonly workers: number;
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
  .requiredOption('--out <folder>', 'a new folder, or an unfinished one of the same cohort to go on with')
  .option('--workers <number>', 'threads; the bytes do not depend on it', wholeNumber(1), 2)
  .action(async (options: Options, self: Command) => {
    const refusal = await writeCohort(options, reportProgress);
    if (refusal !== null) self.error(`error: ${refusal}`);
  });
