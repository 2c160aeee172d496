import type { Moment } from '#lib/clinical/moment.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { element, hasCode, isIssue } from '#lib/fhir/elements.ts';
import { hasHappened } from '../happened.ts';
import { recordedTime, timePaths } from '../recorded-time.ts';
import { encounterTime, type Timeline } from '../timeline.ts';

/** Who changes a status writes one of these; an encounter counts too. */
const WRITTEN = [
  'Condition',
  'MedicationRequest',
  'MedicationStatement',
  'MedicationAdministration',
  'MedicationDispense',
] as const;

/**
 * The latest moment (ms since epoch) at which somebody cared for the patient, as far as the chart tells: by then, any
 * change of a status on it had happened. What a device records at home changes no status.
 */
export function careEnd(chart: Chart, { latest }: Timeline): number {
  const times = [
    ...chart.all('Encounter').filter(hasHappened).map(encounterTime),
    ...WRITTEN.flatMap((type) =>
      chart
        .all(type)
        .filter(hasHappened)
        .map((resource) => recordedTime(resource, timePaths[type])),
    ),
  ];
  const bound = latest?.ms ?? Number.NEGATIVE_INFINITY;
  const known = times.flatMap((time) => (isIssue(time) || time.ms > bound ? [] : [time.ms]));
  return known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}

const INPATIENT = new Set(['inpatient']);
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/medicationrequest-category';
const DEEPEST = 8;

/** The end of the stay for which an inpatient order was written: the outermost encounter's. `undefined`: another order, or no end. */
export function inpatientEnd(order: unknown, chart: Chart): Moment | undefined {
  if (!hasCode(element(order, 'category'), CATEGORY, INPATIENT)) return undefined;
  let encounter: unknown = chart.resolve(element(order, 'encounter'), order);
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const outer = chart.resolve(element(encounter, 'partOf'), encounter);
    if (outer === undefined) break;
    encounter = outer;
  }
  const end = recordedTime(encounter, ['period.end']);
  return isIssue(end) ? undefined : end;
}
