import { type EncounterKind, kindOfClass } from '#lib/clinical/encounter-classes.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import {
  asObjects,
  asText,
  type CodedTerm,
  codings,
  element,
  isObject,
  referenceText,
  referenceTo,
} from '#lib/fhir/elements.ts';
import { hasHappened } from '../happened.ts';

/** No hospital nests deeper; a longer chain is a mistake or an attack. */
const DEEPEST = 64;

/** The codes of `Encounter.class`: a Coding in R4; a concept is read too, and so is a word without a code. */
export function classTerms(sent: unknown): readonly CodedTerm[] {
  const coded = isObject(sent) ? codings(sent) : [];
  const word = asText(element(sent, 'text')) ?? asText(element(sent, 'display'));
  if (coded.length > 0 || word === undefined) return coded;
  return [{ system: undefined, code: word, display: undefined }];
}

/** An encounter that took place, and where it stands in the tree that `partOf` makes. */
export type PlacedEncounter = {
  readonly encounter: unknown;
  readonly reference: string;
  /** The encounters that it is part of and that took place, innermost first. */
  readonly ancestors: readonly unknown[];
  /** What the outermost of them is part of and the chart does not hold; `null`: nothing. */
  readonly absent: string | null;
};

/** Whether the patient was an inpatient during any part of it, by its class or one of its history. `undefined`: unknown. */
export function kindOf(encounter: unknown): EncounterKind | undefined {
  const before = asObjects(element(encounter, 'classHistory')).map((one) =>
    kindOfClass(classTerms(element(one, 'class'))),
  );
  if (before.includes('inpatient')) return 'inpatient';
  return kindOfClass(classTerms(element(encounter, 'class')));
}

const nameOf = (reference: unknown): string | null =>
  referenceText(reference) ?? asText(element(element(reference, 'identifier'), 'value')) ?? null;

/** The chain of `partOf` from one encounter outwards. A circle has no outside: its members are part of nothing. */
function chainFrom(encounter: unknown, chart: Chart): Pick<PlacedEncounter, 'ancestors' | 'absent'> {
  const chain = [encounter];
  for (let current = encounter; chain.length <= DEEPEST; chain.push(current)) {
    const sent = element(current, 'partOf');
    if (sent === undefined) return { ancestors: chain.slice(1), absent: null };
    const parent = chart.resolve(sent, current);
    if (parent === undefined) return { ancestors: chain.slice(1), absent: nameOf(sent) };
    const closes = chain.indexOf(parent);
    if (closes >= 0) return { ancestors: chain.slice(1, closes + 1), absent: null };
    if (parent.resourceType !== 'Encounter') return { ancestors: chain.slice(1), absent: null };
    current = parent;
  }
  return { ancestors: [], absent: null };
}

/**
 * Places the encounters of a chart that took place in their trees (FHIR R4 Encounter.partOf). One that did not take
 * place is passed over: what is part of it belongs to whatever that was part of.
 */
export const placeEncounters = (chart: Chart): PlacedEncounter[] =>
  chart
    .all('Encounter')
    .filter(hasHappened)
    .map((encounter) => {
      const { ancestors, absent } = chainFrom(encounter, chart);
      const reference = referenceTo(encounter);
      return { encounter, reference, ancestors: ancestors.filter(hasHappened), absent };
    });
