import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { experiment } from '#lib/monitoring/experiment.ts';
import type { Database } from '#lib/server/database/database.ts';
import { openDatabase } from '#lib/server/database/open-database.ts';
import { environment } from '#lib/server/env.ts';
import { assignArms } from '#lib/server/icu/arms/assign-arms.ts';
import { beginExperiment, endExperiment } from '#lib/server/icu/arms/experiments.ts';

async function withDatabase(work: (database: Database) => Promise<unknown>): Promise<void> {
  const opened = await openDatabase(environment());
  try {
    await work(opened.database);
  } finally {
    await opened.close();
  }
}

function readDefinition(file: string, text: string) {
  const parsed = experiment.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${file} is no experiment: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

const begin = new Command('begin')
  .description('Seals an experiment of a JSON file; prints the commitment to its salt and all that is fixed.')
  .argument('<file>', 'id, condition, arms (name, model, share), shadow, primary')
  .action((file: string) =>
    withDatabase(async (database) => {
      const definition = readDefinition(file, await readFile(file, 'utf8'));
      process.stdout.write(`${await beginExperiment(database, definition)}\n`);
    }),
  );

const end = new Command('end')
  .description('Nobody is assigned any more.')
  .argument('<id>')
  .action((id: string) => withDatabase((database) => endExperiment(database, id)));

const arm = new Command('arm')
  .description('Prints the arm of patients, after it was stored.')
  .argument('<condition>')
  .argument('<patients...>')
  .action((condition: string, patients: string[]) =>
    withDatabase(async (database) => {
      for (const [patient, assigned] of await assignArms(database, condition, patients))
        process.stdout.write(`${JSON.stringify({ patient, ...assigned })}\n`);
    }),
  );

export const command = new Command('experiment')
  .description('Arms of models, by patient.')
  .addCommand(begin)
  .addCommand(end)
  .addCommand(arm);
