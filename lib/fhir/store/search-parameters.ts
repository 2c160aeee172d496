/** How a parameter is compared (FHIR R4 section 3.1.1.4). */
export type ParameterKind = 'token' | 'reference' | 'date' | 'string';

/** A search parameter and the elements it looks at; `[x]` elements are listed type by type. */
export type SearchParameter = {
  readonly kind: ParameterKind;
  readonly paths: readonly (readonly string[])[];
};

type Row = Readonly<Record<string, SearchParameter>>;

const of =
  (kind: ParameterKind) =>
  (...paths: string[]): SearchParameter => ({ kind, paths: paths.map((path) => path.split('.')) });
const token = of('token');
const reference = of('reference');
const date = of('date');
const string = of('string');

/** Parameters of every resource type. */
const COMMON: Row = { _id: token('id'), _lastUpdated: date('meta.lastUpdated') };
const identified: Row = { identifier: token('identifier') };
const aboutSubject: Row = { ...identified, patient: reference('subject'), subject: reference('subject') };
const aboutPatient: Row = { ...identified, patient: reference('patient') };
const coded: Row = { code: token('code'), status: token('status') };
const inEncounter: Row = { encounter: reference('encounter') };
const drug: Row = { code: token('medicationCodeableConcept'), status: token('status') };

/** What can be searched by, per type, as the R4 definitions have it. Types not listed know the common ones alone. */
const BY_TYPE: Readonly<Record<string, Row>> = {
  Patient: {
    ...identified,
    name: string('name'),
    family: string('name.family'),
    given: string('name.given'),
    birthdate: date('birthDate'),
    gender: token('gender'),
    link: reference('link.other'),
  },
  Observation: {
    ...aboutSubject,
    ...coded,
    ...inEncounter,
    category: token('category'),
    date: date('effectiveDateTime', 'effectivePeriod', 'effectiveInstant'),
  },
  Condition: {
    ...aboutSubject,
    ...inEncounter,
    code: token('code'),
    category: token('category'),
    'clinical-status': token('clinicalStatus'),
    'recorded-date': date('recordedDate'),
    'onset-date': date('onsetDateTime', 'onsetPeriod'),
  },
  Encounter: {
    ...aboutSubject,
    status: token('status'),
    class: token('class'),
    type: token('type'),
    date: date('period'),
  },
  MedicationRequest: {
    ...aboutSubject,
    ...drug,
    ...inEncounter,
    category: token('category'),
    intent: token('intent'),
    medication: reference('medicationReference'),
    authoredon: date('authoredOn'),
  },
  MedicationStatement: {
    ...aboutSubject,
    ...drug,
    category: token('category'),
    medication: reference('medicationReference'),
    effective: date('effectiveDateTime', 'effectivePeriod'),
  },
  MedicationAdministration: {
    ...aboutSubject,
    ...drug,
    medication: reference('medicationReference'),
    'effective-time': date('effectiveDateTime', 'effectivePeriod'),
  },
  DiagnosticReport: {
    ...aboutSubject,
    ...coded,
    ...inEncounter,
    category: token('category'),
    date: date('effectiveDateTime', 'effectivePeriod'),
    result: reference('result'),
  },
  Procedure: {
    ...aboutSubject,
    ...coded,
    ...inEncounter,
    category: token('category'),
    date: date('performedDateTime', 'performedPeriod'),
  },
  DocumentReference: {
    ...aboutSubject,
    status: token('status'),
    category: token('category'),
    type: token('type'),
    date: date('date'),
  },
  Appointment: {
    ...identified,
    patient: reference('participant.actor'),
    actor: reference('participant.actor'),
    status: token('status'),
    date: date('start'),
    'service-type': token('serviceType'),
    'appointment-type': token('appointmentType'),
  },
  ServiceRequest: { ...aboutSubject, ...coded, ...inEncounter, category: token('category') },
  ImagingStudy: { ...aboutSubject, ...inEncounter, status: token('status'), started: date('started') },
  CarePlan: { ...aboutSubject, ...inEncounter, category: token('category'), date: date('period') },
  AllergyIntolerance: { ...aboutPatient, category: token('category'), date: date('recordedDate') },
  Immunization: { ...aboutPatient, status: token('status'), date: date('occurrenceDateTime') },
  Device: { ...aboutPatient, type: token('type'), status: token('status') },
  Medication: { ...identified, code: token('code'), status: token('status') },
  Practitioner: { ...identified, name: string('name') },
  Organization: { ...identified, name: string('name', 'alias') },
  Location: { ...identified, name: string('name', 'alias') },
};

/** Search parameters of a resource type by name. */
export const parametersOf = (type: string): Row => ({
  ...COMMON,
  ...(Object.hasOwn(BY_TYPE, type) ? BY_TYPE[type] : {}),
});
