import type { FhirResource, Patient } from 'fhir/r4';
import type { JsonObject } from './json-value.ts';

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
  /**
   * What a `Reference` element of a resource of this chart means: contained (`#1`), by `fullUrl`, by type and id (with or
   * without a server or a version), or by business identifier. `undefined`: it is not on the chart, or names nothing.
   */
  readonly resolve: (reference: unknown, from: unknown) => JsonObject | undefined;
};
