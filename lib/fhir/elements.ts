import { asNumber, asObjects, asText, element } from './json-value.ts';

export { asList, asNumber, asObjects, asText, element, isObject, type JsonObject } from './json-value.ts';
export { isIssue, readMoment } from './read-moment.ts';

/** A `Coding` with a code; `system` is `undefined` when absent, and then no code system is assumed. */
export type CodedTerm = {
  readonly system: string | undefined;
  readonly code: string;
  readonly display: string | undefined;
};

/** The codings of a `CodeableConcept`, in order; a bare `Coding` is taken as a concept of one. */
export function codings(concept: unknown): readonly CodedTerm[] {
  const listed = asObjects(element(concept, 'coding'));
  const sent = listed.length > 0 ? listed : asObjects([concept]);
  return sent.flatMap((coding) => {
    const code = asText(element(coding, 'code'));
    if (code === undefined) return [];
    return [{ system: asText(element(coding, 'system')), code, display: asText(element(coding, 'display')) }];
  });
}

/** What to call a `CodeableConcept`: its text, else the first display, else the first code. */
export function conceptText(concept: unknown): string | undefined {
  const [first] = codings(concept);
  const displayed = codings(concept).find((coding) => coding.display !== undefined)?.display;
  return asText(element(concept, 'text')) ?? displayed ?? first?.code;
}

/** Whether a concept, or any concept of a list, carries one of the codes of a system. */
export function hasCode(concept: unknown, system: string, codes: ReadonlySet<string>): boolean {
  const concepts = Array.isArray(concept) ? concept : [concept];
  return concepts.some((one) =>
    codings(one).some((coding) => coding.system === system && codes.has(coding.code)),
  );
}

/** `Reference.reference` as sent (relative, absolute or `urn:uuid:`). */
export const referenceText = (reference: unknown): string | undefined =>
  asText(element(reference, 'reference'));

/** A resource's own relative reference, for paths and receipts: `Observation/123`. */
export function referenceTo(resource: unknown): string {
  return `${asText(element(resource, 'resourceType')) ?? 'Resource'}/${asText(element(resource, 'id')) ?? '?'}`;
}

/** A `Quantity` as sent: nothing is assumed about what is absent. */
export type SentQuantity = {
  readonly value: number | undefined;
  readonly comparator: string | undefined;
  /** Human-readable unit. */
  readonly unit: string | undefined;
  readonly system: string | undefined;
  /** Coded unit, UCUM when `system` says so. */
  readonly code: string | undefined;
};

export const quantityOf = (quantity: unknown): SentQuantity => ({
  value: asNumber(element(quantity, 'value')),
  comparator: asText(element(quantity, 'comparator')),
  unit: asText(element(quantity, 'unit')),
  system: asText(element(quantity, 'system')),
  code: asText(element(quantity, 'code')),
});
