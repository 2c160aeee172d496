import { Command, InvalidArgumentError } from 'commander';
import { type CohortName, type CohortRequest, cohortNames } from '#lib/simulator/generator.ts';
import { MOST_BEDS } from '#lib/simulator/icu-live/ward.ts';
import { type ModalityId, modalityIds } from '#lib/simulator/member.ts';
import { bedCount } from './bed-count.ts';
import { writeCohort } from './simulation-folder.ts';
import { wholeNumber } from './whole-number.ts';

/** A ward that goes on in time, beside the cohorts of patients. */
const LIVE = 'icu-live';
const names = [...cohortNames, LIVE] as const;

function cohortName(text: string): CohortName | typeof LIVE {
  const known = names.find((name) => name === text);
  if (known === undefined) throw new InvalidArgumentError(`Cohorts: ${names.join(', ')}.`);
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
  readonly cohort: CohortName | typeof LIVE;
  readonly patients?: number;
  readonly beds?: number;
  readonly hours?: number;
  readonly every: number;
  readonly waveforms?: true;
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
function progressReporter(what = 'patients'): (done: number, all: number) => void {
  let told = -1;
  return (done, all) => {
    const tenth = Math.floor((10 * done) / all);
    const text = `Simulated ${done} of ${all} ${what}`;
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
  .option('--cohort <name>', `one of: ${names.join(', ')}`, cohortName, 'hf')
  .option('--patients <number>', 'size of the cohort', wholeNumber(1))
  .option('--beds <number>', `of ${LIVE}, at most ${MOST_BEDS}`, bedCount)
  .option('--hours <number>', `that ${LIVE} goes on`, wholeNumber(1))
  .option('--every <seconds>', `between two readings of a monitor of ${LIVE}`, wholeNumber(1), 1)
  .option('--waveforms', `curves of ${LIVE} too: 100 MB a bed and day`)
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
  .action(async (options: Options, self: Command) => {
    const refusal =
      options.cohort === LIVE
        ? await simulateWard(options, self)
        : await simulateCohort(options, options.cohort, self);
    if (refusal !== null) self.error(`error: ${refusal}`);
  });

const missing = (option: string, self: Command): never =>
  self.error(`error: required option '${option}' not specified`);

async function simulateCohort(options: Options, cohort: CohortName, self: Command): Promise<string | null> {
  const {
    out,
    describe: described,
    json,
    patients = missing('--patients <number>', self),
    ...rest
  } = options;
  const request = { ...rest, patients, cohort };
  if (described) {
    if (cohort !== 'hf') self.error('error: --describe knows the published figures of hf alone');
    process.stdout.write(await describe(request, json === true));
    return null;
  }
  if (request.interaction > 0 && cohort !== 'hf')
    self.error('error: --interaction belongs to the log-hazard of hf');
  return writeCohort({ ...request, out: out ?? missing('--out <folder>', self) }, progressReporter());
}

async function simulateWard(options: Options, self: Command): Promise<string | null> {
  const hours = options.hours ?? missing('--hours <number>', self);
  const order = {
    hours,
    beds: options.beds ?? missing('--beds <number>', self),
    out: options.out ?? missing('--out <folder>', self),
    seed: options.seed,
    every: options.every,
    waveforms: options.waveforms === true,
  };
  const { writeWard } = await import('./simulate-ward.ts');
  const report = progressReporter('hours');
  return writeWard(order, (done) => report(Math.floor(done), hours));
}
