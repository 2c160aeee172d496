import type { Scored } from '#lib/contract/risk-report.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import { bandOf, riskInterval, riskOf, survivalByDay } from './risk.ts';
import { type Row, toBatch } from './rows.ts';
import { predict, survivalSession } from './survival-outputs.ts';

/** What a worklist shows of a patient; the patient's page computes the same risk with its reasons. */
export type ScreenedRisk = Pick<Scored, 'risk' | 'interval' | 'band'> & {
  /** Probability of no event by the end of day 0 … horizon. */
  readonly survival: readonly number[];
};

/** Small enough that the first risks of a worklist appear at once, large enough that crossings cost nothing. */
const BATCH = 64;

/**
 * Risks alone, in the order of `rows`: vectors of *eligible* patients (`SurvivalModel.reasonsAgainst`), since nothing is checked here.
 * Rejects with the signal's reason when aborted.
 */
export async function screen(
  rows: readonly Row[],
  opened: ModelSession,
  onProgress: (done: number, of: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<readonly ScreenedRisk[]> {
  const session = survivalSession(opened);
  const screened: ScreenedRisk[] = [];
  for (let start = 0; start < rows.length; start += BATCH) {
    const prediction = await predict(session, toBatch(rows.slice(start, start + BATCH)), signal);
    for (let row = 0; row < prediction.rows; row += 1) {
      const risk = riskOf(prediction, row);
      const band = bandOf(risk, session.manifest.bands);
      const survival = survivalByDay(prediction, row);
      screened.push({ risk, interval: riskInterval(prediction, row), band, survival });
    }
    onProgress(screened.length, rows.length);
  }
  return screened;
}
