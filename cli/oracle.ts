import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import {
  type ClockScores,
  measureOracles,
  type OracleReport,
} from '#lib/simulator/oracle/measure-oracles.ts';
import { measuredQuantities } from '#lib/simulator/oracle/measured-quantities.ts';
import { oracleMarkdown } from '#lib/simulator/oracle/oracle-table.ts';
import { NETWORK_ACCURACY, type PictureAccuracy } from '#lib/simulator/oracle/picture-accuracy.ts';
import { writeLines } from './line-file.ts';
import { scoreLines } from './oracle-scores.ts';
import { readTruthFolder, TruthFileError } from './truth-file.ts';

/** Fewer readmissions tell nothing, and each fifth of the patients must hold some. */
const LEAST_PATIENTS = 100;

function progress(step: string) {
  let told = 0;
  return (done: number, all: number) => {
    if (done < all && performance.now() - told < 2000) return;
    told = performance.now();
    process.stderr.write(`${step}: ${done} of ${all}\n`);
  };
}

function deviation(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError('Expected a standard deviation of at least 0.');
}

async function report(
  folder: string,
  accuracy: PictureAccuracy,
  onScores: (scores: ClockScores) => void,
): Promise<OracleReport> {
  const { seed, interaction, truths } = await readTruthFolder(folder);
  if (truths.length < LEAST_PATIENTS)
    throw new TruthFileError(`${folder}: ${truths.length} patients; at least ${LEAST_PATIENTS} are needed`);
  const tell = progress('Patients measured');
  const measured = truths.map((_, index) => {
    tell(index + 1, truths.length);
    return measuredQuantities(seed, index, accuracy);
  });
  const cohort = { seed, interaction, truths, measured, accuracy };
  return measureOracles(cohort, { onRow: progress('Choices of sources'), onScores });
}

/** Intervals to 4 decimals: the rest is noise of the sample. */
const asJson = (found: OracleReport): string =>
  `${JSON.stringify(found, (_, value) => (typeof value === 'number' ? Number(value.toFixed(4)) : value), 2)}\n`;

type Options = {
  readonly json?: true;
  readonly out?: string;
  readonly scores?: string;
  readonly efSd: number;
  readonly ctrSd: number;
};

async function writeReport(found: OracleReport, { json, out }: Options): Promise<void> {
  if (out === undefined) {
    process.stdout.write(json ? asJson(found) : oracleMarkdown(found));
    return;
  }
  const name = `oracle-ceilings${found.interaction === 0 ? '' : `-interaction-${found.interaction}`}`;
  await mkdir(out, { recursive: true });
  await writeFile(join(out, `${name}.json`), asJson(found));
  await writeFile(join(out, `${name}.md`), oracleMarkdown(found));
}

export const command = new Command('oracle')
  .description(
    'Print how well any model could rank the patients of a simulated cohort, by what it may look at and when.',
  )
  .argument('<folder>', 'a heart-failure cohort that "consilium simulate" wrote; its truth is enough')
  .option('--json', 'as JSON')
  .option(
    '--out <folder>',
    'write oracle-ceilings.json and .md there instead of printing (with the arm in their names)',
  )
  .option(
    '--scores <file>',
    'write what the observer predicts of each patient, as lines of JSON, to compare a model on the same patients',
  )
  .option(
    '--ef-sd <points>',
    'error with which a network reads the ejection fraction',
    deviation,
    NETWORK_ACCURACY.ejectionFraction,
  )
  .option(
    '--ctr-sd <share>',
    'error with which a network reads the cardiothoracic ratio',
    deviation,
    NETWORK_ACCURACY.cardiothoracicRatio,
  )
  .action(async (folder: string, options: Options, self: Command) => {
    const { efSd: ejectionFraction, ctrSd: cardiothoracicRatio, scores: scoreFile } = options;
    try {
      const scores: ClockScores[] = [];
      const accuracy = { ...NETWORK_ACCURACY, ejectionFraction, cardiothoracicRatio };
      const found = await report(folder, accuracy, (one) => scores.push(one));
      if (scoreFile !== undefined) await writeLines(scoreFile, scoreLines(scores));
      await writeReport(found, options);
    } catch (cause) {
      if (!isTagged<TruthFileError>(cause, 'TruthFileError')) throw cause;
      self.error(`error: ${cause.message}`);
    }
  });
