import type { Issue } from '#lib/clinical/issue.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Sex } from '#lib/clinical/sex.ts';
import type { PatientHeader } from '#lib/contract/patient-record.ts';
import { asObjects, asText, element, hasCode, isIssue, readMoment } from '#lib/fhir/elements.ts';
import { nameIssues, personName } from './person-name.ts';
import { numberIssues, recordNumbers, untypedNumber } from './record-number.ts';

const TEST_DATA = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';
const BIRTH_SEX = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex';

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

/** The numbers of the head; what is absent is left out. */
function numbersOf(patient: unknown): Pick<PatientHeader, 'mrn' | 'recordNumbers' | 'untypedNumber'> {
  const numbers = recordNumbers(patient);
  const [first] = numbers;
  const untyped = first === undefined ? untypedNumber(patient) : null;
  const telling = numbers.length > 1 || (first?.assigner ?? null) !== null;
  return {
    mrn: first?.value ?? null,
    ...(telling && { recordNumbers: numbers }),
    ...(untyped !== null && { untypedNumber: untyped }),
  };
}

/** Who the chart is about, for the head of the page. */
export function readHeader(patient: unknown): PatientHeader {
  const deceasedDate = element(patient, 'deceasedDateTime');
  const { name, prefix, writtenAlso } = personName(patient);
  return {
    id: asText(element(patient, 'id')) ?? '',
    name,
    ...(prefix !== '' && { prefix }),
    ...(writtenAlso.length > 0 && { writtenAlso }),
    birthDate: birthDateOf(patient),
    sex: sexOf(patient),
    ...numbersOf(patient),
    deceased: element(patient, 'deceasedBoolean') === true || deceasedDate !== undefined,
    died: diedOf(patient),
    simulated: hasCode(element(element(patient, 'meta'), 'tag'), TEST_DATA, new Set(['HTEST'])),
  };
}

/** The number by which pictures are told to be this patient's; `null`: none can be. */
export const pictureNumber = ({ mrn, untypedNumber }: PatientHeader): string | null =>
  mrn ?? untypedNumber ?? null;

/** What is doubtful about who the chart is about. */
export function headerIssues(patient: unknown): readonly Issue[] {
  const extensions = asObjects(element(patient, 'extension'));
  const birthSex = extensions.some((one) => element(one, 'url') === BIRTH_SEX);
  const unused: Issue = {
    code: 'assumption',
    severity: 'information',
    path: 'Patient.gender',
    message: 'The sex at birth is recorded and not used: the model learned from the administrative gender.',
  };
  return [
    ...nameIssues(patient),
    ...numberIssues(patient),
    ...(birthSex && sexOf(patient) === null ? [unused] : []),
  ];
}
