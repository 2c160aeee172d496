import type { EventLog } from '#lib/icu/events/event-log.ts';
import type { Database } from '#lib/server/database/database.ts';
import { runScorer } from './scorer/run-scorer.ts';
import { openStageOne } from './scorer/stage-one-models.ts';

export type WardScorer = {
  /** Event time up to which readings are scored; none yet: −∞. */
  readonly scoredUpTo: () => number;
  readonly close: () => void;
};

/**
 * The scorer of the web server's own process, where the database belongs to it alone. Throws `ModelError` where the models cannot
 * be read.
 *
 * @param now the clock of the wall, ms since the epoch
 */
export async function startWardScorer(
  log: EventLog,
  database: Database,
  now: () => number,
): Promise<WardScorer> {
  const models = await openStageOne();
  const ended = new AbortController();
  let scoredUpTo = Number.NEGATIVE_INFINITY;
  void runScorer({
    log,
    database,
    models,
    now,
    signal: ended.signal,
    scored: (patients) => {
      for (const { at } of patients) scoredUpTo = Math.max(scoredUpTo, at);
    },
  });
  return { scoredUpTo: () => scoredUpTo, close: () => ended.abort() };
}
