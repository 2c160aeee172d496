import { asObjects, asText, element, type JsonObject } from './json-value.ts';
import { type ReferenceTarget, readReferenceElement } from './reference-target.ts';

const SUBJECT_ELEMENTS = ['subject', 'patient', 'beneficiary', 'individual'] as const;

/** An Appointment names its patient among those who take part; one with several patients belongs to none alone. */
function patientTakingPart(resource: JsonObject): unknown {
  if (element(resource, 'resourceType') !== 'Appointment') return undefined;
  const patients = asObjects(element(resource, 'participant'))
    .map((one) => element(one, 'actor'))
    .filter(
      (actor) => readReferenceElement(actor)?.type === 'Patient' || element(actor, 'type') === 'Patient',
    );
  return patients.length === 1 ? patients[0] : undefined;
}

/** The `Reference` by which a resource says whom it is about; `undefined`: it names nobody. */
export const subjectElementOf = (resource: JsonObject): unknown =>
  SUBJECT_ELEMENTS.map((name) => element(resource, name)).find(
    (one) => readReferenceElement(one) !== undefined,
  ) ?? patientTakingPart(resource);

/** Whom a resource says it is about; `undefined`: it says nothing. */
export const subjectOf = (resource: JsonObject): ReferenceTarget | undefined =>
  readReferenceElement(subjectElementOf(resource));

/** Extensions of R4 and of STU3 that say in other ways what `Observation.focus` says. */
const FOCUS_EXTENSIONS: ReadonlySet<string> = new Set([
  'http://hl7.org/fhir/StructureDefinition/observation-focusCode',
  'http://hl7.org/fhir/StructureDefinition/observation-focal-subject',
]);

/**
 * Whether an Observation in a patient's record is about somebody or something else: a fetus, a donor, a device (FHIR R4
 * Observation.focus). A focus that names nothing to resolve is not the patient.
 */
export function hasOtherFocus(
  resource: JsonObject,
  isPatient: (target: ReferenceTarget) => boolean,
): boolean {
  const byExtension = asObjects(element(resource, 'extension')).some((one) =>
    FOCUS_EXTENSIONS.has(asText(element(one, 'url')) ?? ''),
  );
  const sent = element(resource, 'focus');
  const targets = (Array.isArray(sent) ? sent : [sent])
    .filter((one) => one !== undefined)
    .map(readReferenceElement);
  return byExtension || targets.some((target) => target === undefined || !isPatient(target));
}
