import type { Moment } from '#lib/clinical/moment.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import {
  asObjects,
  asText,
  codings,
  conceptText,
  element,
  isIssue,
  readMoment,
  referenceTo,
} from '#lib/fhir/elements.ts';
import { encounterStart } from '../encounter-time.ts';
import { kindOf } from './encounter-tree.ts';
import type { Stay, Visit } from './slice.ts';

/** FHIR R4 appointmentstatus: agreed on, or kept. What is proposed, pending or on a waiting list is not booked. */
const BOOKED = new Set(['booked', 'arrived', 'checked-in', 'fulfilled']);
/** FHIR R4 encounter-status: to come, under way or over; not called off and no mistake. */
const KEPT = new Set(['planned', 'arrived', 'in-progress', 'finished']);
/** HL7 v3 ActCode: an emergency is no follow-up. */
const EMERGENCY = 'EMER';

const labelOf = (concepts: unknown) =>
  asObjects(Array.isArray(concepts) ? concepts : [concepts])
    .map(conceptText)
    .find(Boolean);

function visitOf(resource: unknown, start: Moment, fallback: string): Visit {
  const named = ['serviceType', 'type', 'appointmentType', 'reasonCode'].map((name) =>
    element(resource, name),
  );
  const label = asText(element(resource, 'description')) ?? named.map(labelOf).find(Boolean) ?? fallback;
  return { reference: referenceTo(resource), label, start };
}

function appointmentOf(resource: unknown): Visit | undefined {
  if (!BOOKED.has(asText(element(resource, 'status')) ?? '')) return undefined;
  const start = readMoment(element(resource, 'start'), 'start');
  return isIssue(start) ? undefined : visitOf(resource, start, 'Appointment');
}

function outpatientOf(resource: unknown): Visit | undefined {
  const isOutpatient =
    kindOf(resource) === 'other' &&
    !codings(element(resource, 'class')).some(({ code }) => code === EMERGENCY);
  if (!isOutpatient || !KEPT.has(asText(element(resource, 'status')) ?? '')) return undefined;
  const start = encounterStart(resource);
  return isIssue(start) ? undefined : visitOf(resource, start, 'Outpatient visit');
}

/** Visits from the first stay on, oldest first: appointments and encounters that were no stay and no emergency. */
export function readVisits(chart: Chart, stays: readonly Stay[]): readonly Visit[] {
  const from = stays[0]?.start.ms;
  if (from === undefined) return [];
  const found = [...chart.all('Appointment').map(appointmentOf), ...chart.all('Encounter').map(outpatientOf)];
  return found
    .flatMap((visit) => visit ?? [])
    .filter(({ start }) => start.ms >= from)
    .toSorted((a, b) => a.start.ms - b.start.ms || (a.reference < b.reference ? -1 : 1));
}
