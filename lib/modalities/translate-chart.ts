import type { FhirResource } from 'fhir/r4';
import { analytes } from '#lib/clinical/analytes.ts';
import { ATC, LOINC, SNOMED_CT } from '#lib/clinical/code-set.ts';
import { comorbidities, heartFailure } from '#lib/clinical/conditions.ts';
import { drugClasses } from '#lib/clinical/drug-classes.ts';
import { wordingKey } from '#lib/clinical/read-site-map.ts';
import { encounterKinds, type SiteMap, type Worded } from '#lib/clinical/site-map.ts';
import { isAmbiguous } from '#lib/fhir/ambiguous-resources.ts';
import type { Chart, ResourceOf } from '#lib/fhir/chart.ts';
import { asObjects, asText, element, isObject, type JsonObject, referenceTo } from '#lib/fhir/elements.ts';

/** A code of the product's own tables that a hospital's code stands for. */
type Meaning = { readonly system: string; readonly code: string; readonly display: string };
type Meanings = ReadonlyMap<string, Meaning>;

const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const UCUM = 'http://unitsofmeasure.org';

const labels = new Map<string, string>(
  [...analytes, heartFailure, ...comorbidities, ...drugClasses].map(({ id, label }) => [id, label]),
);
const usualLoinc = new Map(analytes.map(({ id, codes }) => [id, codes[0]?.loinc ?? '']));
const usualConcept = new Map<string, string>(
  [heartFailure, ...comorbidities].map(({ id, concept }) => [id, concept]),
);
const usualAtc = new Map<string, string>(drugClasses.map(({ id, atc }) => [id, atc[0]]));
const kinds = new Map<string, string>(Object.entries(encounterKinds));

function meaningsOf<Entry extends Worded>(
  entries: readonly Entry[],
  system: string,
  mean: (entry: Entry) => { readonly code: string; readonly display: string },
): Meanings {
  return new Map(entries.map((entry) => [wordingKey(entry), { system, ...mean(entry) }]));
}

const named = (codes: ReadonlyMap<string, string>, id: string) => ({
  code: codes.get(id) ?? '',
  display: labels.get(id) ?? id,
});

/** The meanings of a concept's codings and text that it does not state itself. */
function findMeanings(meanings: Meanings, concept: unknown): Meaning[] {
  if (meanings.size === 0) return [];
  const codings = asObjects(element(concept, 'coding'));
  const sent = codings.length > 0 ? codings : asObjects([concept]);
  const keys = sent.map((coding) => {
    const system = asText(element(coding, 'system')) ?? null;
    return wordingKey({ system, code: asText(element(coding, 'code')) });
  });
  const text = asText(element(concept, 'text'));
  const all = text === undefined ? keys : [...keys, wordingKey({ text })];
  return [...new Set(all.flatMap((key) => meanings.get(key) ?? []))];
}

/** Puts a hospital's own codes and units into the product's terms. One use for one chart. */
class Translator {
  readonly #results: Meanings;
  readonly #diagnoses: Meanings;
  readonly #drugs: Meanings;
  readonly #classes: Meanings;
  readonly #units: ReadonlyMap<string, string>;
  /** Reference of a resource → what of it was put into other terms. */
  readonly used = new Map<string, Set<string>>();

  constructor({ results, diagnoses, drugs, encounterClasses, units }: SiteMap) {
    this.#results = meaningsOf(results, LOINC, ({ measure, loinc }) =>
      loinc === undefined ? named(usualLoinc, measure ?? '') : { code: loinc, display: `LOINC ${loinc}` },
    );
    this.#diagnoses = meaningsOf(diagnoses, SNOMED_CT, ({ condition }) => named(usualConcept, condition));
    this.#drugs = meaningsOf(drugs, ATC, ({ class: id }) => named(usualAtc, id));
    this.#classes = meaningsOf(encounterClasses, ACT_CODE, ({ class: kind }) => named(kinds, kind));
    this.#units = new Map(units.map(({ spelling, ucum }) => [spelling, ucum]));
  }

  note(reference: string, ...what: readonly string[]): void {
    const before = this.used.get(reference) ?? new Set();
    for (const one of what) before.add(one);
    if (before.size > 0) this.used.set(reference, before);
  }

  resource(sent: JsonObject): JsonObject {
    const noted: string[] = [];
    const translated = this.#byType(sent, noted);
    if (noted.length > 0) this.note(referenceTo(sent), ...noted);
    return translated;
  }

  #byType(sent: JsonObject, noted: string[]): JsonObject {
    switch (sent.resourceType) {
      case 'Observation':
        return this.#observation(sent, noted);
      case 'Condition':
        return this.#concept(sent, 'code', this.#diagnoses, noted);
      case 'Encounter':
        return this.#encounter(sent, noted);
      case 'Medication':
        return this.#medication(sent, noted);
      case 'MedicationRequest':
      case 'MedicationStatement':
      case 'MedicationAdministration':
      case 'MedicationDispense':
        return this.#concept(sent, 'medicationCodeableConcept', this.#drugs, noted);
      default:
        return sent;
    }
  }

  /** The resource with the meanings added to the codings of one of its concepts. */
  #concept(sent: JsonObject, name: string, meanings: Meanings, noted: string[]): JsonObject {
    const concept = element(sent, name);
    const found = findMeanings(meanings, concept);
    if (found.length === 0 || !isObject(concept)) return sent;
    noted.push(...found.map(({ display }) => display));
    const coding = [...asObjects(concept.coding), ...found];
    return { ...sent, [name]: { ...concept, coding } };
  }

  #observation(sent: JsonObject, noted: string[]): JsonObject {
    const whole = this.#part(sent, noted);
    const components = asObjects(whole.component);
    if (components.length === 0) return whole;
    const component = components.map((one) => this.#part(one, noted));
    return component.every((one, k) => one === components[k]) ? whole : { ...whole, component };
  }

  /** An Observation or one of its components. */
  #part(sent: JsonObject, noted: string[]): JsonObject {
    const coded = this.#concept(sent, 'code', this.#results, noted);
    const quantity = element(sent, 'valueQuantity');
    // A copy of a quantity with two readings would no longer be known for one.
    if (!isObject(quantity) || isAmbiguous(quantity) || this.#units.size === 0) return coded;
    const { unit, code } = quantity;
    const inUcum = quantity.system === UCUM;
    const written = asText(inUcum ? (code ?? unit) : (unit ?? code));
    const ucum = written === undefined ? undefined : this.#units.get(written);
    if (ucum === undefined) return coded;
    noted.push(`unit ${written}`);
    return { ...coded, valueQuantity: { ...quantity, unit: unit ?? written, system: UCUM, code: ucum } };
  }

  /** An encounter's class, and those that it had before. */
  #encounter(sent: JsonObject, noted: string[]): JsonObject {
    const whole = this.#class(sent, noted);
    const history = asObjects(whole.classHistory);
    const classHistory = history.map((one) => this.#class(one, noted));
    return classHistory.every((one, k) => one === history[k]) ? whole : { ...whole, classHistory };
  }

  /** `class` is one Coding in R4: the meaning takes its place. */
  #class(sent: JsonObject, noted: string[]): JsonObject {
    const [meaning, ...others] = findMeanings(this.#classes, element(sent, 'class'));
    if (meaning === undefined || others.length > 0) return sent;
    noted.push(meaning.display);
    return { ...sent, class: meaning };
  }

  #medication(sent: JsonObject, noted: string[]): JsonObject {
    const drug = this.#concept(sent, 'code', this.#drugs, noted);
    const ingredients = asObjects(drug.ingredient);
    const ingredient = ingredients.map((one) =>
      this.#concept(one, 'itemCodeableConcept', this.#drugs, noted),
    );
    return ingredient.every((one, k) => one === ingredients[k]) ? drug : { ...drug, ingredient };
  }
}

export type TranslatedChart = {
  readonly chart: Chart;
  /** Reference → what the site mapping said of it; complete once the chart has been read. */
  readonly used: ReadonlyMap<string, ReadonlySet<string>>;
};

/**
 * The chart with a hospital's codes and units in the product's terms *added*, so that every reader finds them where it
 * looks: LOINC for results, SNOMED CT for diagnoses, ATC for drugs, v3-ActCode for encounters, UCUM for units.
 */
export function translateChart(chart: Chart, map: SiteMap): TranslatedChart {
  const translator = new Translator(map);
  const originals = new WeakMap<object, unknown>();
  const done = new WeakMap<object, JsonObject>();
  const translate = (sent: JsonObject): JsonObject => {
    const before = done.get(sent);
    if (before) return before;
    const translated = translator.resource(sent);
    done.set(sent, translated);
    originals.set(translated, sent);
    return translated;
  };
  const lists = new Map<string, readonly unknown[]>();
  return {
    used: translator.used,
    chart: {
      patient: chart.patient,
      all: <T extends FhirResource['resourceType']>(type: T) => {
        const known = lists.get(type) ?? asObjects(chart.all(type)).map(translate);
        lists.set(type, known);
        return known as readonly ResourceOf<T>[];
      },
      resolve: (reference, from) => {
        const original = isObject(from) ? (originals.get(from) ?? from) : from;
        const found = chart.resolve(reference, original);
        if (found === undefined) return undefined;
        const translated = translate(found);
        // A drug that is kept apart: the order that names it was read with its meaning.
        if (translated !== found && found.resourceType === 'Medication')
          translator.note(referenceTo(from), ...(translator.used.get(referenceTo(found)) ?? []));
        return translated;
      },
    },
  };
}
