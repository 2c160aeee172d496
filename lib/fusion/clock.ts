import { type FeatureVector, isReading } from '#lib/contract/feature.ts';
import type { Clock } from '#lib/contract/risk-report.ts';

const DAYS_AT_HOME = 'days-since-discharge';

/** By which clock features were read; `null`: how long ago the discharge was is not among them, or beyond what is plausible. */
export function clockOf({ specs, outcomes }: FeatureVector): Clock | null {
  const days = outcomes[specs.findIndex(({ id }) => id === DAYS_AT_HOME)];
  if (!days || !isReading(days)) return null;
  return days.value >= 1 ? 'home' : 'discharge';
}
