import { openStream } from '../stream.ts';
import { concordance } from './concordance.ts';
import { quantile } from './distribution.ts';

export type Interval = { readonly estimate: number; readonly low: number; readonly high: number };

export type FollowUp = { readonly logHazard: number; readonly timeDays: number; readonly event: 0 | 1 };

/** Harrell's C of the true log-hazard up to `horizonDays`, later times censored there. */
export function oracleConcordance(patients: readonly FollowUp[], horizonDays: number): number {
  return concordance(
    patients.map(({ logHazard }) => logHazard),
    patients.map(({ timeDays }) => Math.min(timeDays, horizonDays)),
    patients.map(({ timeDays, event }) => (timeDays <= horizonDays ? event : 0)),
  );
}

/** The same with a percentile interval (95 %) from `rounds` resamples of patients; `seed` names the resampling. */
export function oracleInterval(
  patients: readonly FollowUp[],
  horizonDays: number,
  seed: number,
  rounds = 200,
): Interval {
  const resampled = Array.from({ length: rounds }, (_, round) => {
    const stream = openStream(seed, round, 'bootstrap');
    const sample = patients.flatMap(() => patients[stream.integer(0, patients.length - 1)] ?? []);
    return oracleConcordance(sample, horizonDays);
  }).sort((a, b) => a - b);
  return {
    estimate: oracleConcordance(patients, horizonDays),
    low: quantile(resampled, 0.025),
    high: quantile(resampled, 0.975),
  };
}
