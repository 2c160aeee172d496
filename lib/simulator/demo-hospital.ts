import { recipes } from './cohort.ts';
import { cohortSeed } from './cohort-seed.ts';
import { WARD_VERSION, wardCharts, wardPool } from './demo-ward.ts';
import { type CohortRequest, GENERATOR_VERSION } from './generator.ts';
import { heartFailureMember, heartFailureStudies } from './heart-failure.ts';
import type { PlannedStudy } from './imaging/study.ts';
import { EVERYTHING, type Member } from './member.ts';
import { patientId } from './patient.ts';

/** The patients of `npm start`: on one day the same on every machine. */
export const demoCohorts: readonly CohortRequest[] = [
  { cohort: 'hf', patients: 40, seed: 1 },
  { cohort: 'similarity', patients: 1000, seed: 1 },
];

export const countPatients = (cohorts: readonly CohortRequest[]): number =>
  cohorts.reduce((sum, { patients }) => sum + patients, 0);

/** Whose presence in the data folder says that its store was filled with these patients, by which generator, for which day. */
export const DEMO_MARK = 'demo-hospital.json';

/** `today`: YYYY-MM-DD. */
export const writeDemoMark = (today: string): string =>
  `${JSON.stringify({ simulated: true, generatorVersion: GENERATOR_VERSION, wardVersion: WARD_VERSION, today, cohorts: demoCohorts }, null, 2)}\n`;

/** The day for which this generator filled a store, as its mark says; `null` when another did or none. */
export function readDemoMark(text: string): string | null {
  const version = /"generatorVersion":\s*(\d+)/.exec(text)?.[1];
  const ward = /"wardVersion":\s*(\d+)/.exec(text)?.[1];
  const today = /"today":\s*"(\d{4}-\d{2}-\d{2})"/.exec(text)?.[1];
  const isThisVersion = Number(version) === GENERATOR_VERSION && Number(ward) === WARD_VERSION;
  return isThisVersion && today !== undefined ? today : null;
}

/** Those whose charts a day moves. */
export const movedCohorts = (cohorts: readonly CohortRequest[]): readonly CohortRequest[] =>
  cohorts.filter(({ cohort }) => cohort === 'hf');

/** One patient at a time: heart failure as it stands on the day `today`, the others long since at home. */
export function* demoMembers(cohorts: readonly CohortRequest[], today: string): Generator<Member> {
  for (const request of cohorts) {
    const { cohort, patients, seed } = request;
    if (cohort === 'hf')
      for (const content of wardCharts(request, today)) yield heartFailureMember(content, EVERYTHING);
    else
      for (let index = 0; index < patients; index += 1) yield recipes[cohort].member(seed, index, EVERYTHING);
  }
}

/** What had been imaged by then, without a chart or a pixel. */
export function* demoStudies(today: string): Generator<PlannedStudy> {
  for (const request of demoCohorts) {
    const { cohort, patients, seed } = request;
    if (cohort === 'hf')
      for (const content of wardCharts(request, today)) yield* heartFailureStudies(content, EVERYTHING);
    else
      for (let index = 0; index < patients; index += 1)
        yield* recipes[cohort].studies(seed, index, EVERYTHING);
  }
}

/** FHIR ids of whom a day moves: the others' charts are the same on every day. */
export const movedPatientIds = (): ReadonlySet<string> =>
  new Set(demoCohorts.flatMap(({ cohort, seed }) => (cohort === 'hf' ? wardPool(seed) : [])));

/** FHIR ids of everyone who is or was a patient of a demo hospital. */
export function demoPatientIds(): ReadonlySet<string> {
  const ids = demoCohorts.flatMap(({ cohort, patients, seed }) =>
    cohort === 'hf'
      ? wardPool(seed)
      : Array.from({ length: patients }, (_, index) => patientId(cohortSeed(cohort, seed), index)),
  );
  return new Set(ids);
}
