import { Command } from 'commander';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import { measureOracles } from '#lib/simulator/oracle/measure-oracles.ts';
import { measuredQuantities } from '#lib/simulator/oracle/measured-quantities.ts';
import { oracleText } from '#lib/simulator/oracle/oracle-table.ts';
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

async function report(folder: string) {
  const { seed, truths } = await readTruthFolder(folder);
  if (truths.length < LEAST_PATIENTS)
    throw new TruthFileError(`${folder}: ${truths.length} patients; at least ${LEAST_PATIENTS} are needed`);
  const tell = progress('Patients measured');
  const measured = truths.map((_, index) => {
    tell(index + 1, truths.length);
    return measuredQuantities(seed, index);
  });
  return measureOracles(truths, measured, seed, progress('Choices of modalities'));
}

export const command = new Command('oracle')
  .description(
    'Print how well any model could rank the patients of a simulated cohort, by what it may look at.',
  )
  .argument('<folder>', 'a heart-failure cohort that "consilium simulate" wrote')
  .option('--json', 'as JSON')
  .action(async (folder: string, { json }: { readonly json?: true }, self: Command) => {
    try {
      const found = await report(folder);
      process.stdout.write(json ? `${JSON.stringify(found, null, 2)}\n` : oracleText(found));
    } catch (cause) {
      if (!isTagged<TruthFileError>(cause, 'TruthFileError')) throw cause;
      self.error(`error: ${cause.message}`);
    }
  });
