import { type ClassifiedDrug, classifyDrug, type DrugConcept } from '#lib/clinical/classify-drug.ts';
import { SNOMED_CT } from '#lib/clinical/code-set.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import {
  asObjects,
  asText,
  conceptText,
  element,
  hasCode,
  quantityOf,
  referenceText,
} from '#lib/fhir/elements.ts';
import { codesOf } from './codes.ts';

/** What a medication resource is about. */
export type Drug = ClassifiedDrug & {
  readonly label: string;
  /** Of its one ingredient, e.g. `40 mg / 1 tablet`. */
  readonly strength: string | null;
};

const conceptOf = (concept: unknown): DrugConcept => {
  const text = asText(element(concept, 'text'));
  return { codes: codesOf(concept), texts: text === undefined ? [] : [text] };
};

const presentIn = (value: unknown, name: string): unknown[] => {
  const found = element(value, name);
  return found === undefined ? [] : [found];
};

/** The Medication that is referred to; one that was entered in error names no drug. */
function medicationOf(resource: unknown, chart: Chart): unknown {
  const found = chart.resolve(element(resource, 'medicationReference'), resource);
  return element(found, 'status') === 'entered-in-error' ? undefined : found;
}

/** Ingredients that act: `isActive` false marks an excipient (FHIR R4 Medication.ingredient). */
const activeIngredients = (medication: unknown): readonly unknown[] =>
  asObjects(element(medication, 'ingredient')).filter((one) => element(one, 'isActive') !== false);

/** What an ingredient is: coded in place, or a Substance or Medication that is referred to, with what that is made of. */
function ingredientConcepts(
  ingredient: unknown,
  sender: unknown,
  chart: Chart,
  seen: Set<unknown>,
): unknown[] {
  const reference = element(ingredient, 'itemReference') ?? element(ingredient, 'substanceReference');
  const item = chart.resolve(reference, sender);
  const display = asText(element(reference, 'display'));
  const within = seen.has(item) ? [] : activeIngredients(item);
  seen.add(item);
  return [
    ...presentIn(ingredient, 'itemCodeableConcept'),
    ...presentIn(ingredient, 'substanceCodeableConcept'),
    ...presentIn(item, 'code'),
    ...(display === undefined ? [] : [{ text: display }]),
    ...within.flatMap((one) => ingredientConcepts(one, item, chart, seen)),
  ];
}

function quantityText(quantity: unknown): string | undefined {
  const { value, unit, code } = quantityOf(quantity);
  return value === undefined
    ? undefined
    : [value, unit ?? code].filter((part) => part !== undefined).join(' ');
}

/** A strength as the chart words it (Ratio). */
function strengthOf(ingredients: readonly unknown[]): string | null {
  const [only, ...others] = ingredients;
  const strength = element(only, 'strength');
  const amount = quantityText(element(strength, 'numerator'));
  if (others.length > 0 || amount === undefined) return null;
  return [amount, quantityText(element(strength, 'denominator'))]
    .filter((part) => part !== undefined)
    .join(' / ');
}

/** SNOMED CT: topical, ophthalmic, otic, nasal, vaginal route. */
const LOCAL_ROUTES = new Set(['6064005', '54485002', '10547007', '46713006', '16857009']);

function routeText(dosage: unknown): string[] {
  const route = element(dosage, 'route');
  const words = conceptText(route);
  const local = hasCode(route, SNOMED_CT, LOCAL_ROUTES) ? ['topical'] : [];
  return words === undefined ? local : [words, ...local];
}

/** Form and routes in words, which tell a local preparation. */
function settingOf(resource: unknown, medication: unknown): string[] {
  const sent = ['dosageInstruction', 'dosage'].map((name) => element(resource, name));
  const dosages = sent.flatMap((value) => (Array.isArray(value) ? asObjects(value) : asObjects([value])));
  return [...dosages.flatMap(routeText), conceptText(element(medication, 'form')) ?? ''];
}

/**
 * The drug of a MedicationRequest, -Statement, -Administration or -Dispense: coded in place, in a Medication that is
 * contained or referred to in any form, or by the name of the reference (FHIR R4 medication[x]). `undefined`: not named.
 */
export function drugOf(resource: unknown, chart: Chart): Drug | undefined {
  const reference = element(resource, 'medicationReference');
  const medication = medicationOf(resource, chart);
  const display = asText(element(reference, 'display'));
  const ingredients = activeIngredients(medication);
  const sender = referenceText(reference)?.startsWith('#') ? resource : medication;
  const parts = ingredients.map((one) => ingredientConcepts(one, sender, chart, new Set([medication])));
  const concepts = [...presentIn(resource, 'medicationCodeableConcept'), ...presentIn(medication, 'code')];
  const named = concepts.flatMap((concept) => conceptText(concept) ?? []);
  const composed = parts.flatMap((one) => one.flatMap((concept) => conceptText(concept) ?? []).slice(0, 1));
  const label = named[0] ?? display ?? (composed.length > 0 ? composed.join(' / ') : undefined);
  if (label === undefined) return undefined;
  const said = [...concepts.map(conceptOf), { codes: [], texts: display === undefined ? [] : [display] }];
  const whole = { codes: said.flatMap(({ codes }) => codes), texts: said.flatMap(({ texts }) => texts) };
  const setting = settingOf(resource, medication);
  const classified = classifyDrug(whole, parts.flat().map(conceptOf), setting);
  return { ...classified, label, strength: strengthOf(ingredients) };
}
