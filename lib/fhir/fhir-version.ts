import { asList, asObjects, asText, element, isObject, type JsonObject } from './json-value.ts';
import { OTHER_VERSION_TYPES } from './resource-types.ts';

type Sign = (resource: JsonObject) => boolean;

const has =
  (...names: string[]): Sign =>
  (resource) =>
    names.some((name) => Object.hasOwn(resource, name));

const isList =
  (name: string): Sign =>
  (resource) =>
    Array.isArray(element(resource, name));

const isText =
  (name: string): Sign =>
  (resource) =>
    typeof element(resource, name) === 'string';

/** R5 wraps a concept and a reference into one `CodeableReference`. */
const isCodeableReference =
  (name: string): Sign =>
  (resource) =>
    isObject(element(element(resource, name), 'concept')) ||
    isObject(element(element(resource, name), 'reference'));

const familyIsList: Sign = (patient) =>
  asObjects(element(patient, 'name')).some((name) => Array.isArray(element(name, 'family')));

/** Elements that R4 (4.0.1) does not define, by resource type; from the resource definitions of each version. */
const SIGNS: Readonly<Record<string, readonly (readonly [version: string, sign: Sign])[]>> = {
  Patient: [
    ['DSTU2 or STU3', has('animal')],
    ['DSTU2', familyIsList],
  ],
  Encounter: [
    ['R5', isList('class')],
    ['R5', has('actualPeriod', 'admission', 'subjectStatus', 'plannedStartDate')],
    ['DSTU2', isText('class')],
    ['DSTU2', has('patient')],
  ],
  Observation: [
    ['DSTU2', has('comments')],
    ['STU3', has('comment', 'context')],
    ['R5', has('triggeredBy', 'bodyStructure', 'instantiatesCanonical', 'instantiatesReference')],
  ],
  Condition: [
    ['DSTU2', has('dateRecorded', 'patient')],
    ['STU3', has('assertedDate', 'context')],
    ['DSTU2 or STU3', isText('clinicalStatus')],
    ['R5', has('participant')],
  ],
  MedicationRequest: [
    ['STU3', has('context', 'definition')],
    ['R5', isCodeableReference('medication')],
  ],
  MedicationStatement: [
    ['DSTU2', has('patient', 'wasNotTaken')],
    ['STU3', has('taken', 'notTaken')],
    ['R5', isCodeableReference('medication')],
    ['R5', has('adherence')],
  ],
  MedicationAdministration: [
    ['DSTU2', has('patient', 'wasNotGiven')],
    ['R5', isCodeableReference('medication')],
  ],
  Procedure: [
    ['STU3', has('context', 'notDone')],
    ['DSTU2', has('notPerformed')],
    ['R5', has('occurrenceDateTime', 'occurrencePeriod', 'reportedBoolean')],
  ],
  DiagnosticReport: [
    ['STU3', has('context')],
    ['R5', has('composition')],
  ],
  AllergyIntolerance: [
    ['DSTU2', has('substance')],
    ['STU3', has('assertedDate')],
    ['R5', has('participant')],
    ['DSTU2 or STU3', isText('clinicalStatus')],
  ],
};

// US Core 5.0.1 is R4: only the core specification's own profiles tell its version.
const CORE_PROFILE =
  /^http:\/\/hl7\.org\/fhir\/(?:(\d\.\d)\/)?StructureDefinition\/[A-Za-z]+(?:\|(\d\.\d)[\d.]*)?$/;
const VERSION_NAMES: Readonly<Record<string, string>> = {
  '0.5': 'DSTU2',
  '1.0': 'DSTU2',
  '3.0': 'STU3',
  '4.0': 'R4',
  '4.1': 'R4',
  '4.3': 'R4',
  '5.0': 'R5',
  '6.0': 'R6',
};

/** Name of a FHIR version number such as `5.0.0`; R4 for what is absent or not a version. R4B changed no clinical type. */
function versionName(number: unknown): string {
  const release = /^(\d\.\d)(?:\.|$)/.exec(asText(number) ?? '')?.[1];
  return release === undefined ? 'R4' : (VERSION_NAMES[release] ?? `version ${release}`);
}

function profiledVersion(resource: JsonObject): string {
  const names = asList(element(element(resource, 'meta'), 'profile')).map((profile) => {
    const found = CORE_PROFILE.exec(asText(profile) ?? '');
    return versionName(found?.[1] ?? found?.[2]);
  });
  return names.find((name) => name !== 'R4') ?? 'R4';
}

/** The version that a `Bundle`, `CapabilityStatement` or `Conformance` claims for everything beside it. */
export const declaredVersion = (resource: JsonObject): string =>
  versionName(element(resource, 'fhirVersion'));

/** FHIR version whose shape a resource has: `R4` unless something in it belongs to another version alone. */
export function versionOf(resource: JsonObject, type: string): string {
  const byType = OTHER_VERSION_TYPES.get(type);
  if (byType !== undefined) return byType;
  const signs = Object.hasOwn(SIGNS, type) ? (SIGNS[type] ?? []) : [];
  return signs.find(([, sign]) => sign(resource))?.[0] ?? profiledVersion(resource);
}
