import { ATC, type Code, canonicalSystem, RXNORM } from './code-set.ts';
import { type DrugClass, type DrugClassId, drugClasses } from './drug-classes.ts';
import { type NamedSubstance, readDrugText } from './drug-description.ts';
import { NOT_THE_DRUG } from './drug-words.ts';

/** What a concept says a drug is: its codes, with their displays, and what it is called in text. */
export type DrugConcept = { readonly codes: readonly Code[]; readonly texts: readonly string[] };

export type ClassifiedDrug = {
  /** Empty where the drug is none of the product's, or where nothing is certain. */
  readonly classes: readonly DrugClassId[];
  /** Names of the substances; the class's id where only the class is known. */
  readonly substances: readonly string[];
  /** Codes and text name drugs that cannot be one product. */
  readonly contradictory: boolean;
  /** No code names a drug, and the text only speaks of one. */
  readonly mentioned: boolean;
};

/** ATC groups without effect on the whole body: skin, sense organs, and antidotes, diagnostics and contrast media (V). */
const LOCAL_ATC = /^[DSV]/;

const isLocalCode = ({ system, code }: Code) =>
  canonicalSystem(system) === ATC && LOCAL_ATC.test(code.toUpperCase());

const named = (drugClass: DrugClass<DrugClassId>, code: string, substance: string) =>
  [code, { classId: drugClass.id, substance }] as const;

/** RxNorm code → what it names; a product names its class alone. */
const byRxnorm = Map.groupBy(
  drugClasses.flatMap((one: DrugClass<DrugClassId>) => [
    ...one.ingredients.map(({ name, rxnorm }) => named(one, rxnorm, name)),
    ...one.products.map((code) => named(one, code, one.id)),
  ]),
  ([code]) => code,
);

/** The substance of an ATC code, or the class that it falls into. */
function byAtc(sent: string): NamedSubstance[] {
  const code = sent.toUpperCase();
  return drugClasses.flatMap(({ id, ingredients, atc }: DrugClass<DrugClassId>): NamedSubstance[] => {
    const substance = ingredients.find((one) => one.atc === code)?.name;
    const falls = substance !== undefined || atc.some((prefix) => code.startsWith(prefix));
    return falls ? [{ classId: id, substance: substance ?? id }] : [];
  });
}

function namedBy({ system, code }: Code): readonly NamedSubstance[] {
  switch (canonicalSystem(system)) {
    case RXNORM:
      return (byRxnorm.get(code) ?? []).map(([, one]) => one);
    case ATC:
      return byAtc(code);
    default:
      return [];
  }
}

const textsOf = ({ codes, texts }: DrugConcept): string[] => [
  ...texts,
  ...codes.flatMap(({ display }) => display ?? []),
];

const classesOf = (named: readonly NamedSubstance[]) => new Set(named.map(({ classId }) => classId));

/** Codings of one concept are translations of each other: one of them must cover what all the others say. */
function isContradictory(statements: readonly (readonly NamedSubstance[])[]): boolean {
  const all = classesOf(statements.flat());
  return statements.length > 0 && !statements.some((one) => classesOf(one).size === all.size);
}

/** The names, without a class's id where one of its substances is named. */
function substancesOf(named: readonly NamedSubstance[]): string[] {
  const precise = new Set(
    named.filter(({ classId, substance }) => classId !== substance).map(({ classId }) => classId),
  );
  return [
    ...new Set(
      named
        .filter((one) => one.substance !== one.classId || !precise.has(one.classId))
        .map(({ substance }) => substance),
    ),
  ];
}

const NONE = { classes: [], substances: [], contradictory: false, mentioned: false };

/**
 * The classes that a drug belongs to: by RxNorm or ATC code, and where a display or text is a description of the drug,
 * since few charts carry ingredient codes. A combination product belongs to several.
 *
 * @param concept what the product is called
 * @param ingredients the active ones, where the product lists them
 * @param setting form and route of administration as the chart words them
 */
export function classifyDrug(
  concept: DrugConcept,
  ingredients: readonly DrugConcept[] = [],
  setting: readonly string[] = [],
): ClassifiedDrug {
  const concepts = [concept, ...ingredients];
  const texts = concepts.flatMap(textsOf);
  const local = [...texts, ...setting].some((text) => NOT_THE_DRUG.test(text.toLowerCase()));
  if (local || concepts.some(({ codes }) => codes.some(isLocalCode))) return NONE;
  const read = (one: DrugConcept) => [
    ...one.codes.map(namedBy),
    ...textsOf(one).map((text) => readDrugText(text).named),
  ];
  const statements = [...read(concept), ingredients.flatMap(read).flat()].filter((one) => one.length > 0);
  const named = statements.flat();
  const contradictory = isContradictory(statements);
  const mentioned = named.length === 0 && texts.some((text) => readDrugText(text).mentioned);
  return { classes: [...classesOf(named)], substances: substancesOf(named), contradictory, mentioned };
}
