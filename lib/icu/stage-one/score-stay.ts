// Stage one: what the light model says of an hour of a stay, why, and what bedside scores say beside it. The file to read first.
import type { ModelSession } from '#lib/contract/session.ts';
import type { HourlyStay } from '../hourly/stay.ts';
import { rulesAt } from '../rules/rules-at.ts';
import { featuresOf, hourlySession, predictRows, rowAt } from './predict.ts';
import { factorsAt } from './reasons.ts';
import type { StageOneScore } from './stage-one.ts';

/**
 * The score of one entry from entries 0 to `hour` alone. `explain: false` leaves the factors out, which cost as much as some
 * hundred scores. Rejects as `ModelSession.run` does; throws `TypeError` for another kind of model.
 */
export async function scoreStay(
  session: ModelSession,
  stay: HourlyStay,
  hour: number,
  { explain = true, signal }: { readonly explain?: boolean; readonly signal?: AbortSignal } = {},
): Promise<StageOneScore> {
  const hourly = hourlySession(session);
  const row = rowAt(stay, hour, featuresOf(hourly.manifest));
  const predicted = await predictRows(hourly, [row], signal);
  const probability = predicted.probability[0] ?? Number.NaN;
  const threshold = hourly.manifest.threshold.probability;
  return {
    probability,
    threshold,
    alarm: probability >= threshold,
    factors: explain ? await factorsAt(hourly, { stay, hour, row }, signal) : [],
    rules: rulesAt(stay, hour),
  };
}
