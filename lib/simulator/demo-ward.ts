import { DAY_MS } from '#lib/clinical/moment.ts';
import { drawFollowUp } from './ehr/follow-up.ts';
import type { CohortRequest } from './generator.ts';
import { type ChartContent, patientId, simulateChart, simulateTruth } from './patient.ts';
import { placeChart } from './place-chart.ts';

/** How many patients of `hf` the ward is chosen from. */
const POOL = 1000;
/** One bed in so many is given to the sickest of the pool. */
const BEDS_PER_CHOSEN = 5;
/** Days from one admission of a patient to the same patient's next. */
const CYCLE_DAYS = 40;
/** Who arrived on the evening before last has been in hospital for a night and a day. */
const LEAST_DAYS = 2;
/** Prime to the cycle: patients of neighbouring numbers are admitted far apart. */
const STRIDE = 17;

/** Raised whenever the ward of a day has other bytes while the cohorts have the same. */
export const WARD_VERSION = 2;

type Ward = Pick<CohortRequest, 'patients' | 'seed'>;

/**
 * Indices within `hf` of the ward's patients: four fifths as they come, then the others of the pool whose illness is
 * worst as far as a chart tells of it (the EHR component of the true log-hazard). A selection, not the cohort's mix: its
 * readmission rate is nobody's base rate.
 */
export function wardIndices({ patients, seed }: Ward): readonly number[] {
  const chosen = Math.floor(patients / BEDS_PER_CHOSEN);
  const asTheyCome = Array.from({ length: patients - chosen }, (_, index) => index);
  const others = Array.from({ length: Math.max(0, POOL - asTheyCome.length) }, (_, k) => {
    const index = asTheyCome.length + k;
    return { index, illness: chosen === 0 ? 0 : simulateTruth(seed, index).components.ehr };
  });
  const sickest = others.toSorted((a, b) => b.illness - a.illness || a.index - b.index).slice(0, chosen);
  return [...asTheyCome, ...sickest.map(({ index }) => index)];
}

/** FHIR ids of everyone who may have been on the ward of a seed, on whatever day and in whatever number. */
export const wardPool = (seed: number): readonly string[] =>
  Array.from({ length: POOL }, (_, index) => patientId(seed, index));

/** A follow-up is agreed on at the discharge: whoever is in hospital has none. */
function withFollowUp(content: ChartContent): ChartContent {
  const { seed, index, visits, nowMs } = content;
  const { endMs } = visits.at(-1) ?? visits[0];
  return endMs <= nowMs ? { ...content, followUp: drawFollowUp(seed, index, endMs) } : content;
}

/**
 * The charts of the ward as the day `today` (YYYY-MM-DD) begins in UTC, so that wherever the day has begun nothing on
 * them is yet to come but the appointment of a discharge. One patient in forty is admitted each day and each is admitted
 * again after forty; from one day to the next a stay grows older and keeps its dates.
 */
export function* wardCharts(ward: Ward, today: string): Generator<ChartContent> {
  const nowMs = Date.parse(`${today}T00:00:00Z`);
  const day = nowMs / DAY_MS;
  for (const [bed, index] of wardIndices(ward).entries()) {
    const since = LEAST_DAYS + ((day + bed * STRIDE) % CYCLE_DAYS);
    yield withFollowUp(placeChart(simulateChart(ward.seed, index), day - since, nowMs));
  }
}
