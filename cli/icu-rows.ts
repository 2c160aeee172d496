import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { stageOneFeatures } from '#lib/icu/stage-one/features.ts';
import { shardsOf, workOnStays } from './icu-shards.ts';
import { writeLines } from './line-file.ts';
import { stayFiles } from './stay-files.ts';
import { wholeNumber } from './whole-number.ts';

const WORKER = new URL('./icu-rows-worker.ts', import.meta.url);

const numbered = (k: number): string => String(k).padStart(5, '0');

/**
 * Writes the input of stage one: `columns.json`, then by shard `rows-<k>.npy` [hours, features], NaN where a feature is
 * missing; `outcomes-<k>.npy` [hours, 2], SepsisLabel and deterioration, NaN where it is not asked; and `stays-<k>.ndjson`
 * with a line a stay, in the order of its rows: `{stay, hours, age, sex, unit}`.
 */
async function writeRows(folder: string, { out, workers }: { out: string; workers: number }): Promise<void> {
  await mkdir(out, { recursive: true });
  const features = stageOneFeatures.map(({ read: _, phrase: __, version = 1, ...spec }) => ({
    ...spec,
    version,
  }));
  const shards = shardsOf(await stayFiles(folder), null, (k) => join(out, numbered(k)));
  const head = { features, outcomes: ['sepsis', 'deterioration'], shards: shards.length };
  await workOnStays(shards, WORKER, workers);
  await writeLines(join(out, 'columns.json'), [`${JSON.stringify(head)}\n`]);
}

export const command = new Command('rows')
  .description('Write the input of stage one of stays: what Python trains on.')
  .argument('<folder>', 'stays, a .psv file each, in the format of the PhysioNet/CinC Challenge 2019')
  .requiredOption('--out <folder>', 'NPY files by shard, and columns.json')
  .option('--workers <n>', 'processes; the bytes do not depend on it', wholeNumber(1), availableParallelism())
  .action(writeRows);
