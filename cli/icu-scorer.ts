import { Command } from 'commander';
import { reasonOf } from '#lib/inference/model-error.ts';
import { openDatabase } from '#lib/server/database/open-database.ts';
import { environment } from '#lib/server/env.ts';
import { openLog } from '#lib/server/icu/log/open-log.ts';
import { runScorer } from '#lib/server/icu/scorer/run-scorer.ts';
import { openStageOne } from '#lib/server/icu/scorer/stage-one-models.ts';

const SYSTEM_FAILED = 1;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function score(): Promise<void> {
  const settings = environment();
  const ended = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
  const opened = await openDatabase(settings);
  const log = await openLog(settings.kafka, opened);
  try {
    await runScorer({
      log,
      database: opened.database,
      models: await openStageOne(),
      signal: ended.signal,
      troubled: (cause) => say(`Tried again: ${reasonOf(cause)}`),
      assigned: (partitions) =>
        say(`Scores ${partitions.length} of ${log.partitions} partitions of ${log.label}.`),
    });
  } finally {
    await log.close();
    await opened.close();
  }
}

async function run(): Promise<void> {
  try {
    await score();
  } catch (cause) {
    say(reasonOf(cause));
    process.exitCode = SYSTEM_FAILED;
  }
}

export const command = new Command('scorer')
  .description('Score the beds of the stream as their events come, and raise alerts.')
  .addHelpText(
    'after',
    `
Several may run at once on one PostgreSQL (DATABASE_URL), with or without Kafka (KAFKA_BROKERS): they share the beds, and
those of one that ends go to the others within seconds. The embedded database belongs to the web server, which scores by itself.
Ends when it is interrupted.`,
  )
  .action(run);
