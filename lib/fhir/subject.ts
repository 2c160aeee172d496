import { element, type JsonObject } from './json-value.ts';
import { type ReferenceTarget, readReferenceElement } from './reference-target.ts';

const SUBJECT_ELEMENTS = ['subject', 'patient', 'beneficiary', 'individual'] as const;

/** The reference by which a resource says whom it is about; `undefined`: it says nothing. */
export function subjectOf(resource: JsonObject): ReferenceTarget | undefined {
  for (const name of SUBJECT_ELEMENTS) {
    const target = readReferenceElement(element(resource, name));
    if (target !== undefined) return target;
  }
  return undefined;
}
