import type { Bundle } from 'fhir/r4';
import { chartBundle } from './fhir/bundle.ts';
import type { CohortName, CohortRequest } from './generator.ts';
import { heartFailure } from './heart-failure.ts';
import { icuStatic } from './icu-static/icu-static-cohort.ts';
import type { Contents, Member, Recipe } from './member.ts';
import { simulateChart, simulateTruth } from './patient.ts';
import { similarity } from './similarity/similarity-cohort.ts';
import { truthLine } from './truth-line.ts';

/** More cohorts take their place here. */
export const recipes: Readonly<Record<CohortName, Recipe>> = {
  hf: heartFailure,
  similarity,
  'icu-static': icuStatic,
};

type SimulatedPatient = { readonly bundle: Bundle; readonly truth: ReturnType<typeof truthLine> };

/** Patient `index` of a cohort and seed: the same whatever the size of the cohort and whoever asks. */
export const simulateMember = (
  { cohort, seed }: Pick<CohortRequest, 'cohort' | 'seed'>,
  index: number,
  contents: Contents,
): Member => recipes[cohort].member(seed, index, contents);

/** What is true of that patient, as a line of `truth.ndjson` holds it. */
export const memberTruth = (
  { cohort, seed }: Pick<CohortRequest, 'cohort' | 'seed'>,
  index: number,
  contents: Contents,
): object => recipes[cohort].truth(seed, index, contents);

/** The chart of a heart-failure patient and the truth. */
export function simulatePatient(seed: number, index: number): SimulatedPatient {
  return { bundle: chartBundle(simulateChart(seed, index)), truth: truthLine(simulateTruth(seed, index)) };
}

/** Charts of heart-failure patients one at a time, in order of index, so that memory does not grow with the cohort. */
export function* simulateCharts(seed: number, patients: number): Generator<SimulatedPatient> {
  for (let index = 0; index < patients; index += 1) yield simulatePatient(seed, index);
}
