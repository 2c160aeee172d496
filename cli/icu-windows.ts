import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { stageTwo, WINDOW_HOURS } from '#lib/icu/stage-two/modalities.ts';
import { shardsOf, workOnStays } from './icu-shards.ts';
import type { WindowsTask } from './icu-windows-worker.ts';
import { writeLines } from './line-file.ts';
import { simulatedStayNames } from './simulated-stays.ts';
import { stayFiles } from './stay-files.ts';
import { wholeNumber } from './whole-number.ts';

const WORKER = new URL('./icu-windows-worker.ts', import.meta.url);

type Options = {
  readonly out: string;
  readonly workers: number;
  readonly simulated?: number;
  readonly seed: number;
};

const numbered = (k: number): string => String(k).padStart(5, '0');

/**
 * Writes what stage two reads: `columns.json`, then by shard `hours-<k>.npy` [hours, features], each hour as `readEntry` gives
 * it, NaN where nothing is known, so that a window is 48 of its rows; `outcomes-<k>.npy` [hours, 2], SepsisLabel and
 * deterioration, NaN where it is not asked; and `stays-<k>.ndjson` with a line a stay: `{stay, hours, age, sex}`.
 */
async function writeWindows(
  folder: string | undefined,
  { out, workers, simulated, seed }: Options,
  self: Command,
): Promise<void> {
  if ((folder === undefined) === (simulated === undefined))
    self.error('error: give a folder of stays, or --simulated');
  await mkdir(out, { recursive: true });
  const [task, names]: readonly [WindowsTask, readonly string[]] =
    folder === undefined
      ? [{ seed }, simulatedStayNames(seed, simulated ?? 0)]
      : [null, await stayFiles(folder)];
  const shards = shardsOf(names, task, (k) => join(out, numbered(k)));
  await workOnStays(shards, WORKER, workers);
  const modalities = stageTwo.map(({ id, label, hourly, features }) => ({
    id,
    label,
    hourly,
    features: features.map(({ id: feature, label: called, unit, plausible, version = 1 }) => ({
      ...{ id: feature, label: called, modality: id, measure: feature },
      ...{ unit, plausible, version },
    })),
  }));
  const facts = { windowHours: WINDOW_HOURS, simulated: task !== null };
  const head = { ...facts, modalities, outcomes: ['sepsis', 'deterioration'], shards: shards.length };
  await writeLines(join(out, 'columns.json'), [`${JSON.stringify(head)}\n`]);
}

export const command = new Command('windows')
  .description('Write what stage two reads, hour by hour: what Python trains on.')
  .argument('[folder]', 'stays, a .psv file each, in the format of the PhysioNet/CinC Challenge 2019')
  .requiredOption('--out <folder>', 'NPY files by shard, and columns.json')
  .option('--simulated <n>', 'so many stays of a simulated ward instead', wholeNumber(1))
  .option('--seed <n>', 'of the simulated ward', wholeNumber(0), 1)
  .option('--workers <n>', 'processes; the bytes do not depend on it', wholeNumber(1), availableParallelism())
  .action(writeWindows);
