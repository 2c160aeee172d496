import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { Clock, ReadmissionFree, Scored } from '#lib/contract/risk-report.ts';

/**
 * A lower bound on the time to the event that holds for `level` of patients like those of the calibration set, however wrong
 * the model is (Candès EJ, Lei L, Ren Z, J R Stat Soc B 2023;85:24–45): the last day up to which the risk is at most the threshold.
 */
export function readmissionFree(
  survival: Scored['survival'],
  clock: Clock | null,
  { conformal }: Pick<SurvivalManifest, 'conformal'>,
): ReadmissionFree | null {
  if (clock === null) return null;
  const threshold = conformal.thresholds[clock];
  const last = survival.findLast(({ probability }) => 1 - probability <= threshold);
  return { level: conformal.level, day: last?.day ?? 0, thresholdOf: clock };
}
