import type { CohortRequest } from '../generator.ts';
import type { HazardTerms } from '../hazard.ts';
import { cutAt } from '../oracle/concordance.ts';
import { concordanceInterval, type Interval, resample } from '../oracle/interval.ts';
import type { Truth } from '../patient.ts';
import { type Distribution, distribution } from './distribution.ts';
import { published } from './published.ts';
import { surveyPatient } from './survey.ts';

export type DescriptionRow = Distribution & {
  readonly name: string;
  /** Share of patients without the value. */
  readonly missing: number;
  readonly published: string | null;
};

export type CohortDescription = {
  readonly simulated: true;
  readonly cohort: string;
  readonly patients: number;
  readonly seed: number;
  readonly rows: readonly DescriptionRow[];
  /**
   * Covariance shares in the variance of the true log-hazard. Those of the components sum to 1; those of the interactions
   * are part of them, half in either.
   */
  readonly shares: HazardTerms;
  /** Best reachable Harrell C, follow-up cut at 30 and at 90 days, with 95 % bootstrap intervals. */
  readonly oracle: { readonly days30: Interval; readonly days90: Interval };
};

function covarianceShares(truths: readonly Truth[]): HazardTerms {
  const total = distribution(truths.map(({ logHazard }) => logHazard));
  const share = (read: (truth: Truth) => number) => {
    const parts = truths.map(read);
    const mean = distribution(parts).mean;
    const covariance =
      truths.reduce((sum, { logHazard }, k) => sum + (logHazard - total.mean) * ((parts[k] ?? 0) - mean), 0) /
      truths.length;
    return covariance / (total.sd * total.sd);
  };
  return {
    chart: share(({ components }) => components.chart),
    ventricle: share(({ components }) => components.ventricle),
    autonomic: share(({ components }) => components.autonomic),
    genetics: share(({ components }) => components.genetics),
    ventricleAutonomic: share(({ interactions }) => interactions.ventricleAutonomic),
    geneticsVentricle: share(({ interactions }) => interactions.geneticsVentricle),
  };
}

/** Simulates the cohort and sums it up; keeps every patient's numbers in memory, so ask for thousands, not millions. */
export function describeCohort({ cohort, patients, seed }: CohortRequest): CohortDescription {
  const truths: Truth[] = [];
  const samples = new Map<string, number[]>();
  for (let index = 0; index < patients; index += 1) {
    const { truth, facts } = surveyPatient(seed, index);
    truths.push(truth);
    for (const [name, value] of facts) {
      const sample = samples.get(name);
      if (sample === undefined) samples.set(name, [value]);
      else sample.push(value);
    }
  }
  const hazards = truths.map(({ logHazard }) => logHazard);
  const resampled = resample(patients, 200, seed);
  const oracle = (horizonDays: number) =>
    concordanceInterval(
      hazards,
      cutAt(
        truths.map(({ outcome }) => outcome),
        horizonDays,
      ),
      resampled,
    );
  return {
    simulated: true,
    cohort,
    patients,
    seed,
    rows: [...samples].map(([name, sample]) => ({
      name,
      ...distribution(sample),
      missing: 1 - sample.length / patients,
      published: published[name] ?? null,
    })),
    shares: covarianceShares(truths),
    oracle: { days30: oracle(30), days90: oracle(90) },
  };
}
