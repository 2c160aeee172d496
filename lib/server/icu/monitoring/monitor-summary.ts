import { type MonitorSummary, summarise } from '#lib/monitoring/summary.ts';
import type { Database } from '#lib/server/database/database.ts';
import { drawsOf } from '#lib/similarity/draw.ts';
import { allExperiments } from '../arms/experiments.ts';
import { readExperiment } from './read-outcomes.ts';
import { readPredictions } from './read-predictions.ts';
import { readStays, samplesOf, watchedFeatures } from './read-samples.ts';

/** Permutations are the same for the same data: who looks twice sees one report. */
const SEED = 65;
const SIMULATED = 'simulated';
/** The wall's events wait no longer than this. */
const TURN_MS = 8;

/** Lets whatever else the process has to do come first, again and again. */
function takeTurns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN_MS) return;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}

/** What is watched of the ICU models, from what this installation has stored. Without data its lists are empty. */
export async function monitorSummary(database: Database): Promise<MonitorSummary> {
  const stays = await readStays(database);
  const times = stays.flatMap(({ rows }) => rows.map(({ at }) => at));
  const upTo = times.length > 0 ? times.reduce((latest, at) => Math.max(latest, at), 0) : null;
  const experiments = await allExperiments(database);
  return summarise(
    {
      upTo,
      simulated: stays.some(({ source }) => source.startsWith(SIMULATED)),
      features: watchedFeatures,
      samples: samplesOf(stays, upTo ?? 0),
      experiments: await Promise.all(experiments.map((one) => readExperiment(database, one, upTo ?? 0))),
      predictions: await readPredictions(database, stays, upTo ?? 0),
    },
    { draw: drawsOf(SEED), pace: takeTurns() },
  );
}
