import { type Disposition, dispositionFrom } from '#lib/clinical/discharge-dispositions.ts';
import { asObjects, asText, type CodedTerm, codings, element, isObject } from '#lib/fhir/elements.ts';

const DEEPEST = 4;
const list = (sent: unknown): readonly unknown[] => (Array.isArray(sent) ? sent : [sent]);

/** Codes in the extensions of an element: Germany and the United Kingdom put how a stay ended there. */
function extensionTerms(sent: unknown, depth = DEEPEST): readonly CodedTerm[] {
  if (depth === 0) return [];
  return asObjects(element(sent, 'extension')).flatMap((extension) => [
    ...['valueCoding', 'valueCodeableConcept'].flatMap((name) => {
      const value = element(extension, name);
      return isObject(value) ? codings(value) : [];
    }),
    ...extensionTerms(extension, depth - 1),
  ]);
}

/** How an encounter ended, by `hospitalization.dischargeDisposition` (FHIR R4); `null`: nothing tells, or it is not known. */
export function dispositionOf(encounter: unknown): Disposition | null {
  const said = list(element(encounter, 'hospitalization')).flatMap((hospitalization) => [
    ...extensionTerms(hospitalization).map((term) => dispositionFrom([term], undefined)),
    ...list(element(hospitalization, 'dischargeDisposition')).map((concept) =>
      dispositionFrom(
        [...(isObject(concept) ? codings(concept) : []), ...extensionTerms(concept)],
        asText(element(concept, 'text')),
      ),
    ),
  ]);
  return gravest(said);
}

const ORDER: readonly Disposition[] = [
  'died',
  'still-in',
  'transferred',
  'hospice',
  'against-advice',
  'alive',
];

/** Of several sayings the one that matters most to a prediction. */
export const gravest = (said: readonly (Disposition | null | undefined)[]): Disposition | null =>
  ORDER.find((one) => said.includes(one)) ?? null;
