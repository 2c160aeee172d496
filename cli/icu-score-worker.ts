// Scores one shard of stays after the other; runs in a process of its own.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stageOneInputs } from '#lib/icu/stage-one/features.ts';
import { type HourlySession, hourlySession, predictHours } from '#lib/icu/stage-one/predict.ts';
import { type StageOneQuestion, stageOneQuestions } from '#lib/icu/stage-one/questions.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import type { ScoreTask } from './icu-score.ts';
import { type StayShard, serveShards } from './icu-shards.ts';
import { writeLines } from './line-file.ts';
import { readStayFile, stayName } from './stay-files.ts';

const HEAD = 'PredictedProbability|PredictedLabel\n';
/** Single precision has no more digits. */
const DIGITS = 9;

let opened: Promise<HourlySession> | undefined;

async function open(question: StageOneQuestion): Promise<HourlySession> {
  const folder = fileURLToPath(new URL(`../public${stageOneQuestions[question]}`, import.meta.url));
  return hourlySession(await openNodeSession(folder, stageOneInputs));
}

serveShards(async ({ task: { question, out }, files }: StayShard<ScoreTask>) => {
  opened ??= open(question);
  const session = await opened;
  const { probability: threshold } = session.manifest.threshold;
  for (const path of files) {
    const read = await readStayFile(path);
    process.send?.({ done: 1 });
    const target = join(out, `${stayName(path)}.psv`);
    // What an earlier run made of a file is no score of the one that cannot be read.
    if (!read) {
      await rm(target, { force: true });
      continue;
    }
    const predicted = await predictHours(session, read.stay, read.entries);
    const lines = Array.from(
      predicted,
      (probability) => `${probability.toPrecision(DIGITS)}|${Number(probability >= threshold)}\n`,
    );
    await writeLines(target, [HEAD, ...lines]);
  }
});
