import { AS_OF_MS } from './calendar.ts';

/** Raised whenever a byte of any cohort changes, so that data and models name what they came from. */
export const GENERATOR_VERSION = 5;

/**
 * `hf`: adults discharged after an admission for heart failure. `similarity`: people brought in breathless, of eight
 * diagnoses. `icu-static`: adults in their first day of intensive care. More cohorts take their place here.
 */
export const cohortNames = ['hf', 'similarity', 'icu-static'] as const;
export type CohortName = (typeof cohortNames)[number];

export type CohortRequest = {
  readonly cohort: CohortName;
  readonly patients: number;
  /** Integer, 0 … 2⁵³−1. */
  readonly seed: number;
};

export const AS_OF = new Date(AS_OF_MS).toISOString();
