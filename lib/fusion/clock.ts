import { type FeatureVector, isReading } from '#lib/contract/feature.ts';
import type { Clock } from '#lib/contract/risk-report.ts';

const DAYS_AT_HOME = 'days-since-discharge';

/** Days since the discharge, 0 within a stay; `null`: it is not among the features. */
export function daysAtHome({ specs, outcomes }: FeatureVector): number | null {
  const days = outcomes[specs.findIndex(({ id }) => id === DAYS_AT_HOME)];
  return days && isReading(days) ? days.value : null;
}

/** By which clock features were read; `null`: how long ago the discharge was is not among them. */
export function clockOf(vector: FeatureVector): Clock | null {
  const days = daysAtHome(vector);
  if (days === null) return null;
  return days >= 1 ? 'home' : 'discharge';
}
