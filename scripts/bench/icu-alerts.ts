// Writes scores of 60 beds with their alerts into the embedded database, and prints one line of JSON; times in milliseconds.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '#lib/server/database/open-embedded.ts';
import { recordScores } from '#lib/server/icu/alerts/record-scores.ts';
import { scoredAt } from '#lib/server/icu/fixtures/scored.ts';
import { summary } from './median.ts';

const BEDS = 60;
const ROUNDS = 200;
const SECOND_MS = 1000;

const folder = await mkdtemp(join(tmpdir(), 'consilium-icu-alerts-'));
const { database, close } = await openEmbedded(folder);
const times: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const at = round * SECOND_MS;
  // Each bed crosses its threshold once in the run.
  const batch = Array.from({ length: BEDS }, (_, bed) =>
    scoredAt(`bed-${bed}`, at, round % BEDS > bed ? 0.5 : 0.1),
  );
  const started = performance.now();
  await recordScores(database, batch);
  times.push(performance.now() - started);
}
await close();
await rm(folder, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify({ beds: BEDS, batch: summary(times) })}\n`);
