import { type Asked, tensorsOf } from './players.ts';
import { readModalities, type WindowSession } from './session.ts';

/** The graph that every model of kind `window` has. */
const GRAPH = 'explain';
/** Rows of one run: some megabytes, and a place to stop at. */
const MOST_ROWS = 128;

/** Log-odds of each question, for every window that is asked. Rejects as `ModelSession.run` does. */
export async function predictAll(
  { manifest, run }: WindowSession,
  asked: readonly Asked[],
  signal?: AbortSignal,
): Promise<readonly Float32Array[]> {
  const modalities = readModalities(manifest);
  const columns = manifest.questions.map(() => new Float32Array(asked.length));
  for (let from = 0; from < asked.length; from += MOST_ROWS) {
    const some = asked.slice(from, from + MOST_ROWS);
    const { log_odds: answer } = await run(GRAPH, tensorsOf(some, modalities, manifest.windowHours), signal);
    for (const [k, column] of columns.entries())
      for (let row = 0; row < some.length; row += 1)
        column[from + row] = answer?.data[row * columns.length + k] ?? Number.NaN;
  }
  return columns;
}

export const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
