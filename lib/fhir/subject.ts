import { asText, element, type JsonObject } from './json-value.ts';
import { type ReferenceTarget, readReference } from './reference-target.ts';

const SUBJECT_ELEMENTS = ['subject', 'patient', 'beneficiary', 'individual'] as const;

/** The reference by which a resource says whom it is about; `undefined`: it says nothing. */
export function subjectOf(resource: JsonObject): ReferenceTarget | undefined {
  for (const name of SUBJECT_ELEMENTS) {
    const text = asText(element(element(resource, name), 'reference'));
    if (text !== undefined) return readReference(text);
  }
  return undefined;
}
