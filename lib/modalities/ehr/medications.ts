import { drugClassesOf } from '#lib/clinical/classify-drug.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import {
  asObjects,
  asText,
  conceptText,
  element,
  isIssue,
  referenceText,
  referenceTo,
} from '#lib/fhir/elements.ts';
import type { IssueTally } from '#lib/fhir/issue-tally.ts';
import { dateComplaint, leftOut } from '../complaints.ts';
import { recordedTime, timePaths } from '../recorded-time.ts';
import { outsideOf, type Timeline } from '../timeline.ts';
import { codesOf } from './codes.ts';
import type { MedicationEntry } from './slice.ts';

const WHAT = 'Medication';
const TYPES = ['MedicationRequest', 'MedicationStatement', 'MedicationAdministration'] as const;

/** FHIR R4 status → use. Whatever is not listed (stopped, on-hold, cancelled, draft, not-taken …) is not taken. */
const uses = new Map<string, MedicationEntry['use']>([
  ['active', 'ongoing'],
  ['in-progress', 'ongoing'],
  ['completed', 'completed'],
]);

/** A proposal or plan is not an order. */
const NOT_ORDERED = new Set(['proposal', 'plan']);

type Concepts = ReadonlyMap<string, unknown>;

/** Concepts of the chart's Medication resources by id. */
const drugConcepts = (chart: Chart): Concepts =>
  new Map(chart.all('Medication').map((drug) => [drug.id ?? '', element(drug, 'code')]));

/** The drug: coded in place, contained, or in a Medication resource of the chart; `undefined` when out of reach. */
function conceptOf(resource: unknown, concepts: Concepts): unknown {
  const inPlace = element(resource, 'medicationCodeableConcept');
  if (inPlace !== undefined) return inPlace;
  const sent = element(resource, 'medicationReference');
  const reference = referenceText(sent) ?? '';
  const contained = asObjects(element(resource, 'contained')).find(
    (drug) => `#${asText(element(drug, 'id'))}` === reference,
  );
  const display = asText(element(sent, 'display'));
  const elsewhere = concepts.get(reference.split(/[/:]/).at(-1) ?? '');
  return element(contained, 'code') ?? elsewhere ?? (display === undefined ? undefined : { text: display });
}

function intakeOf(resource: unknown): MedicationEntry['use'] {
  const intent = asText(element(resource, 'intent')) ?? '';
  if (element(resource, 'doNotPerform') === true || NOT_ORDERED.has(intent)) return 'not-taken';
  return uses.get(asText(element(resource, 'status')) ?? '') ?? 'not-taken';
}

function endOf(resource: unknown): Moment | null {
  const end = recordedTime(resource, ['effectivePeriod.end']);
  return isIssue(end) ? null : end;
}

function timeOf(resource: unknown, type: (typeof TYPES)[number], timeline: Timeline, tally: IssueTally) {
  const time = recordedTime(resource, timePaths[type], (issue) => tally.add(dateComplaint(WHAT, issue)));
  const complaint = isIssue(time)
    ? dateComplaint(WHAT, time)
    : outsideOf(timeline, time, WHAT, referenceTo(resource));
  if (complaint) tally.add(complaint);
  return complaint || isIssue(time) ? undefined : time;
}

/** Orders, statements and administrations of drugs, oldest first. */
export function readMedications(chart: Chart, timeline: Timeline, tally: IssueTally): MedicationEntry[] {
  const concepts = drugConcepts(chart);
  const toEntry = (resource: unknown, type: (typeof TYPES)[number]): MedicationEntry | undefined => {
    const reference = referenceTo(resource);
    if (element(resource, 'status') === 'entered-in-error') {
      const path = `${reference}.status`;
      tally.add(leftOut('status-excluded', WHAT, 'it was entered in error', path, 'information'));
      return undefined;
    }
    const concept = conceptOf(resource, concepts);
    const label = conceptText(concept);
    if (label === undefined) {
      tally.add(leftOut('value-missing', WHAT, 'the drug is not named', reference));
      return undefined;
    }
    const since = timeOf(resource, type, timeline, tally);
    const classes = drugClassesOf(codesOf(concept), label);
    return since && { reference, label, classes, since, until: endOf(resource), use: intakeOf(resource) };
  };
  return TYPES.flatMap((type) =>
    chart.all(type).flatMap((resource) => toEntry(resource, type) ?? []),
  ).toSorted((a, b) => a.since.ms - b.since.ms || (a.reference < b.reference ? -1 : 1));
}
