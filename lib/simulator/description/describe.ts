import type { CohortRequest } from '../generator.ts';
import type { Truth } from '../patient.ts';
import { type Distribution, distribution } from './distribution.ts';
import { describeTruth, type TruthRow } from './known-hazard.ts';
import published from './published.json' with { type: 'json' };
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
  /** The known truth: spread, shares, event rates, oracle, correlations. */
  readonly truth: readonly TruthRow[];
};

/** What publications report of patients admitted for heart failure, to read beside the simulated numbers. */
const reported: Readonly<Record<string, string>> = published.rows;

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
  return {
    simulated: true,
    cohort,
    patients,
    seed,
    rows: [...samples].map(([name, sample]) => ({
      name,
      ...distribution(sample),
      missing: 1 - sample.length / patients,
      published: reported[name] ?? null,
    })),
    truth: describeTruth(truths, seed),
  };
}
