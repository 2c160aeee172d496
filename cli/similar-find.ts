import { Command, InvalidArgumentError } from 'commander';
import { reasonOf } from '#lib/inference/model-error.ts';
import { buildCohort } from '#lib/similarity/cohort-table.ts';
import type { LoadedSpace } from '#lib/similarity/load-space.ts';
import type { Member } from '#lib/similarity/profile.ts';
import { type Neighbour, rank } from '#lib/similarity/rank.ts';
import { nothingToCompare } from '#lib/similarity/refuse-profile.ts';
import { learnedWeights, type ReadWeights, readWeights, type Weights } from '#lib/similarity/weights.ts';
import { type Reason, whySimilar } from '#lib/similarity/why-similar.ts';
import { issueLine } from './assessment-text.ts';
import { placeCohort, readCohort } from './similar-cohort.ts';
import { openSpace } from './similarity-space.ts';
import { wholeNumber } from './whole-number.ts';

const SYSTEM_FAILED = 1;
const NOTHING_TO_COMPARE = 2;

type Options = {
  readonly patient: string;
  readonly weights?: Readonly<Record<string, number>>;
  readonly count: number;
  readonly images?: string;
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

const percent = (part: number): string => `${Math.round(100 * part)} %`;

type Found = Neighbour & { readonly reasons: readonly Reason[] };

function reasonText({ label, similarity, agree, differ, oneSided, missing }: Reason): string[] {
  if (similarity === null) return [`  ${label}: ${missing.join(' ')}`];
  const listed = (what: string, values: readonly string[]) =>
    values.length === 0 ? [] : [`    ${what}: ${values.join(', ')}`];
  return [
    `  ${label}: ${percent(similarity)} alike`,
    ...listed('agree', agree),
    ...listed('differ', differ),
    ...listed('one alone', oneSided),
  ];
}

const textOf = ({ id, similarity, reasons }: Found): string =>
  [`${id}  ${percent(similarity)}`, ...reasons.flatMap(reasonText)].join('\n');

/** The neighbours; a sentence where there is nobody to compare, or nothing to compare by. */
function search(
  members: readonly Member[],
  { space, key }: LoadedSpace,
  weights: Weights,
  options: Options,
): readonly Found[] | string {
  const { table, issues } = buildCohort(space, key, members);
  for (const issue of issues) say(issueLine(issue));
  const row = table.members.findIndex(({ id }) => id === options.patient);
  const patient = table.members[row];
  if (!patient) return `No patient ${options.patient} in these files.`;
  const nothing = nothingToCompare(patient);
  if (nothing) return nothing.message;
  return rank(table, row, weights, options.count).map((neighbour) => {
    const member = table.members[neighbour.member] ?? patient;
    return { ...neighbour, reasons: whySimilar(space, patient, member, neighbour, 'conventional') };
  });
}

const weightsOf = ({ weights }: Options, { space }: LoadedSpace): ReadWeights =>
  weights === undefined ? { ok: true, weights: learnedWeights(space) } : readWeights(weights, space);

async function findIn(paths: readonly string[], loaded: LoadedSpace, options: Options) {
  const read = weightsOf(options, loaded);
  if (!read.ok) return read.issue.message;
  const members = placeCohort(loaded, await readCohort(paths, options));
  return typeof members === 'string' ? members : search(members, loaded, read.weights, options);
}

async function run(paths: readonly string[], options: Options): Promise<void> {
  try {
    const loaded = await openSpace();
    const found = await findIn(paths, loaded, options);
    if (typeof found === 'string') {
      say(found);
      process.exitCode = NOTHING_TO_COMPARE;
      return;
    }
    const lines = found.map(textOf);
    process.stdout.write(`${options.json ? JSON.stringify(found, null, 2) : lines.join('\n')}\n`);
  } catch (cause) {
    say(reasonOf(cause));
    process.exitCode = SYSTEM_FAILED;
  }
}

export const command = new Command('find')
  .description('The patients of a cohort who are most like one of them.')
  .argument(
    '<paths...>',
    'FHIR files or folders with such files, or one file of `consilium similar profiles`',
  )
  .option(
    '--images <folder>',
    'DICOM files (*.dcm) of the charts (default: the first folder among the paths)',
  )
  .requiredOption('--patient <id>', 'FHIR id of the patient whose like are sought')
  .option('--weights <view=number,…>', 'how much each view counts; absent: as learned', readPairs)
  .option('--count <n>', 'how many', wholeNumber(1), 10)
  .option('--json', 'print the neighbours as JSON')
  .action(run);
