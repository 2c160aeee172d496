import { recipes } from './cohort.ts';
import { cohortSeed } from './cohort-seed.ts';
import { type CohortRequest, GENERATOR_VERSION } from './generator.ts';
import type { PlannedStudy } from './imaging/study.ts';
import { EVERYTHING, type Member } from './member.ts';
import { patientId } from './patient.ts';

/** The patients of `npm start`: the same on every machine. */
export const demoCohorts: readonly CohortRequest[] = [
  { cohort: 'hf', patients: 40, seed: 1 },
  { cohort: 'similarity', patients: 1000, seed: 1 },
];

export const countPatients = (cohorts: readonly CohortRequest[]): number =>
  cohorts.reduce((sum, { patients }) => sum + patients, 0);

/** Whose presence in the data folder says that its store was filled with these patients, by which generator. */
export const DEMO_MARK = 'demo-hospital.json';

export const writeDemoMark = (): string =>
  `${JSON.stringify({ simulated: true, generatorVersion: GENERATOR_VERSION, cohorts: demoCohorts }, null, 2)}\n`;

/** The version of the generator that a mark names; `null` when it is none. */
export function readDemoMark(text: string): number | null {
  const version = /"generatorVersion":\s*(\d+)/.exec(text)?.[1];
  return version === undefined ? null : Number(version);
}

/** One patient at a time. */
export function* demoMembers(cohorts: readonly CohortRequest[]): Generator<Member> {
  for (const { cohort, patients, seed } of cohorts)
    for (let index = 0; index < patients; index += 1) yield recipes[cohort].member(seed, index, EVERYTHING);
}

/** What was imaged, without a chart or a pixel. */
export function* demoStudies(): Generator<PlannedStudy> {
  for (const { cohort, patients, seed } of demoCohorts)
    for (let index = 0; index < patients; index += 1) yield* recipes[cohort].studies(seed, index, EVERYTHING);
}

/** Patients of the demo hospitals up to version 3: `hf` of the same seed, more of them. */
const FORMER = { cohort: 'hf', patients: 200, seed: 1 } as const;

/** FHIR ids of everyone who is or was a patient of a demo hospital. */
export function demoPatientIds(): ReadonlySet<string> {
  const ids = [...demoCohorts, FORMER].flatMap(({ cohort, patients, seed }) =>
    Array.from({ length: patients }, (_, index) => patientId(cohortSeed(cohort, seed), index)),
  );
  return new Set(ids);
}
