import type { FhirResource, Patient } from 'fhir/r4';

type TypeName = FhirResource['resourceType'];
export type ResourceOf<T extends TypeName> = Extract<FhirResource, { resourceType: T }>;

/**
 * Everything on record about one patient, structurally checked: each resource has a string `id`, dates and
 * nested objects are still *as sent*, so readers must treat every element as possibly absent or of the wrong type.
 */
export type Chart = {
  readonly patient: Patient;
  /** Resources of one type whose subject is this patient, in the order they arrived. */
  readonly all: <T extends TypeName>(type: T) => readonly ResourceOf<T>[];
};
