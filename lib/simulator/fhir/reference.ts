import type { CodeableConcept, FhirResource, Reference } from 'fhir/r4';

const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';

/** Base of `fullUrl`s; `.test` never resolves (RFC 6761). */
export const BASE_URL = 'https://sim.test/r4';

export const concept = (system: string, code: string, text?: string): CodeableConcept => ({
  coding: [{ system, code }],
  ...(text === undefined ? {} : { text }),
});

/** A code of one of HL7's own code systems, by the system's short name. */
export const hl7 = (system: string, code: string): CodeableConcept =>
  concept(`${TERMINOLOGY}/${system}`, code);

export const referTo = (type: FhirResource['resourceType'], id: string): Reference => ({
  reference: `${type}/${id}`,
});
