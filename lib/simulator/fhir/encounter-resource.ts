import type { CodeableConcept, Coding, Encounter } from 'fhir/r4';
import { heartFailure } from '#lib/clinical/conditions.ts';
import { formatDateTime } from '../calendar.ts';
import type { Visit } from '../ehr/visits.ts';
import { concept, referTo } from './reference.ts';

const SNOMED_CT = 'http://snomed.info/sct';
const actCode = (code: string, display: string): Coding => ({
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  code,
  display,
});

/** SNOMED CT procedures for the type of contact. */
const KINDS = {
  index: [actCode('IMP', 'inpatient encounter'), '32485007', 'Hospital admission'],
  inpatient: [actCode('IMP', 'inpatient encounter'), '32485007', 'Hospital admission'],
  emergency: [actCode('EMER', 'emergency'), '4525004', 'Emergency department visit'],
  ambulatory: [actCode('AMB', 'ambulatory'), '185349003', 'Outpatient visit'],
} as const;

const REASON = concept(SNOMED_CT, heartFailure.concept, heartFailure.label);

/** The contact with its end, or still under way at `nowMs`. */
export function encounterResource(
  patient: string,
  id: string,
  visit: Pick<Visit, 'kind' | 'startMs' | 'endMs'>,
  {
    reason = REASON,
    nowMs = Number.POSITIVE_INFINITY,
  }: { readonly reason?: CodeableConcept; readonly nowMs?: number } = {},
): Encounter {
  const [kind, code, text] = KINDS[visit.kind];
  const inHospital = visit.kind === 'index' || visit.kind === 'inpatient';
  const isOver = visit.endMs <= nowMs;
  return {
    resourceType: 'Encounter',
    id,
    status: isOver ? 'finished' : 'in-progress',
    class: kind,
    type: [concept(SNOMED_CT, code, text)],
    subject: referTo('Patient', patient),
    period: {
      start: formatDateTime(visit.startMs),
      ...(isOver ? { end: formatDateTime(visit.endMs) } : {}),
    },
    ...(visit.kind === 'ambulatory' ? {} : { reasonCode: [reason] }),
    ...(inHospital && isOver ? { hospitalization: { dischargeDisposition: { text: 'Home' } } } : {}),
  };
}
