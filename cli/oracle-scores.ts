import { type ClockScores, knownAt } from '#lib/simulator/oracle/measure-oracles.ts';
import type { Predictions } from '#lib/simulator/oracle/predict-by-sources.ts';
import { sourceSets, sourcesIn } from '#lib/simulator/oracle/sources.ts';

/** Log-hazards of one patient by sources, "chart+echo" and so on; what is the same for all is left out. */
const byName = ({ day }: ClockScores, predictions: Predictions, k: number) =>
  Object.fromEntries(
    sourceSets
      .filter((set) => set !== 0 && knownAt(day, set) === set)
      .map((set) => [sourcesIn(set).join('+'), Number((predictions.get(set)?.[k] ?? 0).toFixed(4))]),
  );

/** A line of JSON per patient at risk and clock: what an observer predicts from each choice of sources. */
export function* scoreLines(clocks: readonly ClockScores[]): Generator<string> {
  for (const scores of clocks)
    for (const [k, patient] of scores.patients.entries()) {
      const complete = byName(scores, scores.complete, k);
      const asGiven = byName(scores, scores.asGiven, k);
      yield `${JSON.stringify({ patient, day: scores.day, complete, asGiven })}\n`;
    }
}
