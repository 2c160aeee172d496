import { ATC, type Code, canonicalSystem, RXNORM } from './code-set.ts';
import { type DrugClass, type DrugClassId, drugClasses } from './drug-classes.ts';

/** Antidotes and local forms share the name of the drug without its effect. */
const NOT_THE_DRUG = /immune fab|ophthalmic|eye drop/;

const namesIn = (text: string, { ingredients }: DrugClass) =>
  ingredients.some(({ name, brands = [] }) => [name, ...brands].some((word) => text.includes(word)));

function codedAs({ ingredients, products, atc }: DrugClass, { system, code }: Code): boolean {
  switch (canonicalSystem(system)) {
    case RXNORM:
      return products.includes(code) || ingredients.some(({ rxnorm }) => rxnorm === code);
    case ATC:
      return atc.some((prefix) => code.toUpperCase().startsWith(prefix));
    default:
      return false;
  }
}

/**
 * The classes that a drug belongs to: by RxNorm or ATC code, and by ingredient name in the codes' displays or the
 * concept's text, since few charts carry ingredient codes. A combination product belongs to several.
 */
export function drugClassesOf(codes: readonly Code[], text: string): DrugClassId[] {
  const words = [text, ...codes.map(({ display = '' }) => display)].join(' ').toLowerCase();
  const named = NOT_THE_DRUG.test(words) ? '' : words;
  return drugClasses
    .filter((drugClass) => codes.some((code) => codedAs(drugClass, code)) || namesIn(named, drugClass))
    .map(({ id }) => id);
}
