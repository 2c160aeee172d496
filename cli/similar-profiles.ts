import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { reasonOf } from '#lib/inference/model-error.ts';
import { writeLines } from './line-file.ts';
import { readProfiles } from './similar-cohort.ts';
import { candidateHead } from './similarity-space.ts';
import { wholeNumber } from './whole-number.ts';

const SYSTEM_FAILED = 1;

type Options = { readonly out: string; readonly images?: string; readonly workers: number };

/**
 * Writes the raw inputs of a cohort: NDJSON. First line `ProfileHead`, `{kind, views: [{id, inputs, network?}], networks}`:
 * each view's columns by name; `network` where they are the last layer of one. Then a `ProfileLine` a patient,
 * `{patient, at, ageBand, sex, views: {id: {values, present, findings?}}, gaps, diagnoses, followUp}`: `values` in canonical
 * units before any transform, in the order of `inputs`, 0 where `present` is 0; a view of which nothing was read is absent
 * and named in `gaps`. `diagnoses` and `followUp` are outcomes, to judge and to learn by.
 */
async function writeProfiles(paths: readonly string[], { out, ...files }: Options): Promise<void> {
  async function* lines() {
    yield `${JSON.stringify(await candidateHead())}\n`;
    yield* readProfiles(paths, files);
  }
  try {
    await writeLines(out, lines());
  } catch (cause) {
    process.stderr.write(`${reasonOf(cause)}\n`);
    process.exitCode = SYSTEM_FAILED;
  }
}

export const command = new Command('profiles')
  .description('Write what patients are compared in: the raw inputs of every view at discharge, a line each.')
  .argument('<paths...>', 'FHIR files (JSON or NDJSON, plain or gzip), or folders with such files')
  .requiredOption('--out <file>', 'NDJSON file to write; the first line names the inputs of each view')
  .option(
    '--images <folder>',
    'DICOM files (*.dcm) of the charts (default: the first folder among the paths)',
  )
  .option(
    '--workers <n>',
    'processes that read side by side, one file of charts at a time',
    wholeNumber(1),
    availableParallelism(),
  )
  .addHelpText(
    'after',
    '\nValues are in canonical units, before any transform; missing is 0 with "present" 0.' +
      '\nDiagnoses of the discharge and follow-up are there to learn and to judge by, and are no inputs.',
  )
  .action(writeProfiles);
