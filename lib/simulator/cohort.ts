import type { Bundle } from 'fhir/r4';
import { AS_OF_MS } from './calendar.ts';
import { chartBundle } from './fhir/bundle.ts';
import { simulateChart, simulateTruth } from './patient.ts';
import { truthLine } from './truth-line.ts';

/** Raised whenever a byte of any cohort changes, so that data and models name what they came from. */
export const GENERATOR_VERSION = 2;

/** `hf`: adults discharged after an admission for heart failure. More cohorts take their place here. */
export const cohortNames = ['hf'] as const;
export type CohortName = (typeof cohortNames)[number];

export type CohortRequest = {
  readonly cohort: CohortName;
  readonly patients: number;
  /** Integer, 0 … 2⁵³−1. */
  readonly seed: number;
};

export type SimulatedPatient = { readonly bundle: Bundle; readonly truth: ReturnType<typeof truthLine> };

export const AS_OF = new Date(AS_OF_MS).toISOString();

/** Patient `index` of a seed: the same whatever the size of the cohort and whoever asks. */
export function simulatePatient(seed: number, index: number): SimulatedPatient {
  return { bundle: chartBundle(simulateChart(seed, index)), truth: truthLine(simulateTruth(seed, index)) };
}

/** One patient at a time, in order of index, so that memory does not grow with the cohort. */
export function* simulateCohort({ patients, seed }: CohortRequest): Generator<SimulatedPatient> {
  for (let index = 0; index < patients; index += 1) yield simulatePatient(seed, index);
}

/** Patients `from` to `to` − 1 as NDJSON lines: one bundle each. */
export function* chartLines(seed: number, from: number, to: number): Generator<string> {
  for (let index = from; index < to; index += 1) {
    yield `${JSON.stringify(chartBundle(simulateChart(seed, index)))}\n`;
  }
}

/** The same patients' truth, one line each. */
export function* truthLines(seed: number, from: number, to: number): Generator<string> {
  for (let index = from; index < to; index += 1) {
    yield `${JSON.stringify(truthLine(simulateTruth(seed, index)))}\n`;
  }
}
