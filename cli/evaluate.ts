import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import type { Model } from '#lib/contract/model.ts';
import { type SurvivalSession, survivalSession } from '#lib/fusion/survival-outputs.ts';
import { reasonOf } from '#lib/inference/model-error.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { type Evaluated, evaluateLandmark } from './evaluation/evaluate-landmarks.ts';
import type { PatientRows } from './evaluation/landmark-rows.ts';
import { readOutcomes } from './evaluation/outcomes.ts';
import { readRows } from './evaluation/read-rows.ts';
import { type EvaluationReport, evaluationText } from './evaluation/report-text.ts';
import { modelOption } from './model-option.ts';
import { openModel } from './picture-networks.ts';
import { wholeNumber } from './whole-number.ts';

const SYSTEM_FAILED = 1;
/** Days after the discharge that are told of, where the model was trained to predict from them. */
const DAYS = [0, 1, 3, 7];
const PROGRESS_MS = 2000;

type Options = {
  readonly cohort: string;
  readonly truth?: string;
  readonly images?: string;
  readonly model: Model<Slices>;
  readonly subsets?: true;
  readonly resamples: number;
  readonly workers: number;
  readonly json?: true;
};

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** A path below the cohort's folder, if it is there. */
const within = (folder: string, name: string): Promise<string | null> =>
  access(join(folder, name)).then(
    () => join(folder, name),
    () => null,
  );

function progress(): (patients: number) => void {
  let told = performance.now();
  return (patients) => {
    if (performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    say(`${patients} patients read`);
  };
}

/** Days of which the model was trained to tell. */
const daysOf = ({ manifest: { landmarks } }: SurvivalSession): number[] =>
  DAYS.filter((day) => landmarks.days.includes(day));

function countPatients(
  patients: readonly PatientRows[],
  outcomes: Evaluated['outcomes'],
): EvaluationReport['patients'] {
  const eligible = patients.filter(({ rows }) => rows.length > 0);
  const unknown = eligible.filter(({ patient }) => outcomes !== null && !outcomes.has(patient));
  return { read: patients.length, eligible: eligible.length, withoutOutcome: unknown.length };
}

async function evaluate(options: Options): Promise<EvaluationReport> {
  const { cohort, model, workers, resamples, subsets } = options;
  const truth = options.truth ?? (await within(cohort, 'truth.ndjson'));
  const outcomes = truth === null ? null : await readOutcomes(truth);
  if (outcomes === null) say('What became of the patients is not known: only stated ranges are checked.');
  const opened = await openModel(model.folder);
  try {
    const session = survivalSession(opened);
    const features = session.manifest.inputs.features.map(({ id }) => id);
    const images = options.images ?? (await within(cohort, 'imaging'));
    const request = { images, model: model.id, features, days: daysOf(session) };
    const patients = await readRows(cohort, workers, request, progress());
    const evaluated = { session, patients, outcomes, rounds: resamples, isBySubset: subsets === true, say };
    const landmarks = [];
    for (const day of request.days) landmarks.push(await evaluateLandmark(evaluated, day));
    const { id, version, horizonDays } = session.manifest;
    return {
      model: { id, version },
      horizonDays,
      resamples,
      patients: countPatients(patients, outcomes),
      landmarks,
    };
  } finally {
    await opened.close();
  }
}

async function run(options: Options, self: Command): Promise<void> {
  if (options.model.kind !== 'survival') self.error(`error: model ${options.model.id} gives no risks`);
  try {
    const report = await evaluate(options);
    process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : evaluationText(report));
  } catch (cause) {
    if (!isTagged(cause) && !(cause instanceof Error && 'code' in cause)) throw cause;
    say(reasonOf(cause));
    process.exitCode = SYSTEM_FAILED;
  }
}

export const command = new Command('evaluate')
  .description('Measure how well a model of this program foretells what became of the patients of a cohort.')
  .requiredOption(
    '--cohort <folder>',
    'FHIR files of the patients; with truth.ndjson and imaging in it, as "consilium simulate" writes them',
  )
  .option(
    '--truth <file>',
    'lines of JSON: patient (FHIR id), timeDays (from discharge to readmission, or to the end of follow-up), event (0 or 1)',
  )
  .option('--images <folder>', 'DICOM files (*.dcm) of the charts')
  .addOption(modelOption())
  .option('--subsets', 'also from every choice of the sources that the model reads')
  .option('--resamples <number>', 'bootstrap resamples of the patients', wholeNumber(1), 200)
  .option(
    '--workers <number>',
    'processes that read charts; the numbers do not depend on it',
    wholeNumber(1),
    2,
  )
  .option('--json', 'as JSON')
  .addHelpText(
    'after',
    `
Measured at discharge and on days 1, 3 and 7 after it, of those who are at risk then. Without a file of outcomes only the
ranges are checked that are stated of missing sources. Progress is written to standard error.`,
  )
  .action(run);
