import { Command, InvalidArgumentError } from 'commander';
import { type CohortName, type CohortRequest, cohortNames } from '#lib/simulator/generator.ts';
import { type ModalityId, modalityIds } from '#lib/simulator/member.ts';
import { writeCohort } from './simulation-folder.ts';
import { wholeNumber } from './whole-number.ts';

function cohortName(text: string): CohortName {
  const known = cohortNames.find((name) => name === text);
  if (known === undefined) throw new InvalidArgumentError(`Cohorts: ${cohortNames.join(', ')}.`);
  return known;
}

/** In one order and the EHR always, so that two spellings of a list are one cohort. */
function modalityList(text: string): readonly ModalityId[] {
  const wanted = text.split(',').map((name) => name.trim());
  const unknown = wanted.find((name) => !modalityIds.some((known) => known === name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`"${unknown}" is none of ${modalityIds.join(', ')}.`);
  return modalityIds.filter((name) => name === 'ehr' || wanted.includes(name));
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Expected a number from 0 to 1.');
}

function strength(text: string): number {
  const value = share(text);
  if (value < 1) return value;
  throw new InvalidArgumentError('Expected a number from 0 to below 1.');
}

type Options = {
  readonly cohort: CohortName;
  readonly patients: number;
  readonly seed: number;
  readonly out?: string;
  readonly workers: number;
  readonly modalities: readonly ModalityId[];
  readonly shortcut: number;
  readonly interaction: number;
  readonly complete: boolean;
  readonly truthAlone?: true;
  readonly describe?: true;
  readonly json?: true;
};

/** Rewrites one line on a terminal; elsewhere a line per tenth, so that a log stays short. */
function progressReporter(): (done: number, all: number) => void {
  let told = -1;
  return (done, all) => {
    const tenth = Math.floor((10 * done) / all);
    const text = `Simulated ${done} of ${all} patients`;
    if (process.stderr.isTTY) process.stderr.write(`\r${text}${done === all ? '\n' : ''}`);
    else if (tenth > told) process.stderr.write(`${text}\n`);
    told = Math.max(told, tenth);
  };
}

/** Loaded when asked for: who writes a cohort needs little memory. */
async function describe(request: CohortRequest, json: boolean): Promise<string> {
  const { describeCohort } = await import('#lib/simulator/description/describe.ts');
  const { describeAsText } = await import('#lib/simulator/description/description-table.ts');
  const description = describeCohort(request);
  return json ? `${JSON.stringify(description, null, 2)}\n` : describeAsText(description);
}

export const command = new Command('simulate')
  .description('Write a simulated cohort as FHIR bundles, with its known truth beside them.')
  .option('--cohort <name>', `one of: ${cohortNames.join(', ')}`, cohortName, 'hf')
  .requiredOption('--patients <number>', 'size of the cohort', wholeNumber(1))
  .requiredOption('--seed <number>', 'patient k of a seed is the same in every cohort', wholeNumber(0))
  .option('--out <folder>', 'a new folder, or an unfinished one of the same cohort to go on with')
  .option('--workers <number>', 'processes; the bytes do not depend on it', wholeNumber(1), 2)
  .option('--modalities <list>', `of ${modalityIds.join(',')}; ehr is always there`, modalityList, [
    ...modalityIds,
  ])
  .option('--shortcut <share>', 'how far the look of a radiograph tells a diagnosis (0 to 1)', share, 0)
  .option(
    '--interaction <share>',
    'of the variance of the log-hazard, in products of what two modalities see (0 to below 1; hf alone)',
    strength,
    0,
  )
  .option('--complete', 'nobody lacks a modality (hf alone)', false)
  .option(
    '--truth-alone',
    'write truth.ndjson and cohort.json; without it the rest follows in the same folder',
  )
  .option('--describe', 'print what the cohort is like, beside published figures, instead of writing it')
  .option('--json', 'with --describe: as JSON')
  .action(async ({ out, describe: described, json, ...request }: Options, self: Command) => {
    if (described) {
      if (request.cohort !== 'hf') self.error('error: --describe knows the published figures of hf alone');
      process.stdout.write(await describe(request, json === true));
      return;
    }
    if (request.interaction > 0 && request.cohort !== 'hf')
      self.error('error: --interaction belongs to the log-hazard of hf');
    if (out === undefined) self.error("error: required option '--out <folder>' not specified");
    const refusal = await writeCohort({ ...request, out }, progressReporter());
    if (refusal !== null) self.error(`error: ${refusal}`);
  });
