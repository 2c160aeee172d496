import { defineModality } from '#lib/contract/modality.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { asText, codings, element, isIssue, readMoment, referenceTo } from '#lib/fhir/elements.ts';
import { gripDescription } from './features.ts';
import type { GripSlice, Squeeze } from './slice.ts';

const LOINC = '83174-3';
const POINTS = 8;

function readSqueeze(observation: unknown): Squeeze | undefined {
  if (!codings(element(observation, 'code')).some(({ code }) => code === LOINC)) return undefined;
  const time = readMoment(element(observation, 'effectiveDateTime'), 'effectiveDateTime');
  const text = asText(element(element(observation, 'valueSampledData'), 'data')) ?? '';
  const forces = text.split(' ').map(Number);
  const isWhole = forces.length === POINTS && forces.every(Number.isFinite);
  return isIssue(time) || !isWhole ? undefined : { reference: referenceTo(observation), time, forces };
}

/** Squeezes of the hand that a chart holds. */
export const grip = defineModality<Chart, GripSlice>({
  ...gripDescription,
  parse: (chart) => {
    const squeezes = chart.all('Observation').flatMap((one) => readSqueeze(one) ?? []);
    const sorted = squeezes.toSorted((a, b) => a.time.ms - b.time.ms);
    return { slice: squeezes.length === 0 ? undefined : { squeezes: sorted }, issues: [] };
  },
});
