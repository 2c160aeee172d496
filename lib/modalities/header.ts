import type { Moment } from '#lib/clinical/moment.ts';
import type { Sex } from '#lib/clinical/sex.ts';
import type { PatientHeader } from '#lib/contract/patient-record.ts';
import { asList, asObjects, asText, element, hasCode, isIssue, readMoment } from '#lib/fhir/elements.ts';

const TEST_DATA = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';
const IDENTIFIER_TYPE = 'http://terminology.hl7.org/CodeSystem/v2-0203';

/** The official name, else the first; parts joined in the order of the name's own elements. */
function nameOf(patient: unknown): string {
  const names = asObjects(element(patient, 'name'));
  const name = names.find((one) => element(one, 'use') === 'official') ?? names[0];
  const parts = [...asList(element(name, 'given')), element(name, 'family')].flatMap(
    (part) => asText(part) ?? [],
  );
  return parts.join(' ') || asText(element(name, 'text')) || 'Name not recorded';
}

/** The medical record number, else the first identifier of any kind. */
function mrnOf(patient: unknown): string | null {
  const identifiers = asObjects(element(patient, 'identifier'));
  const isMrn = (one: unknown) => hasCode(element(one, 'type'), IDENTIFIER_TYPE, new Set(['MR']));
  return asText(element(identifiers.find(isMrn) ?? identifiers[0], 'value')) ?? null;
}

export function sexOf(patient: unknown): Sex | null {
  const gender = element(patient, 'gender');
  return gender === 'female' || gender === 'male' ? gender : null;
}

/** FHIR `date` as recorded; a year or month alone is one too. */
export function birthDateOf(patient: unknown): string | null {
  const text = asText(element(patient, 'birthDate'));
  if (text === undefined) return null;
  const moment = readMoment(text, 'Patient.birthDate');
  return isIssue(moment) && moment.code !== 'date-imprecise' ? null : text;
}

function diedOf(patient: unknown): Moment | null {
  const moment = readMoment(element(patient, 'deceasedDateTime'), 'Patient.deceasedDateTime');
  return isIssue(moment) ? null : moment;
}

/** Who the chart is about, for the head of the page. */
export function readHeader(patient: unknown): PatientHeader {
  const deceasedDate = element(patient, 'deceasedDateTime');
  return {
    id: asText(element(patient, 'id')) ?? '',
    name: nameOf(patient),
    birthDate: birthDateOf(patient),
    sex: sexOf(patient),
    mrn: mrnOf(patient),
    deceased: element(patient, 'deceasedBoolean') === true || deceasedDate !== undefined,
    died: diedOf(patient),
    simulated: hasCode(element(element(patient, 'meta'), 'tag'), TEST_DATA, new Set(['HTEST'])),
  };
}
