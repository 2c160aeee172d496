import { type DrugClassId, drugClasses } from './drug-classes.ts';
import { type DrugTextPart, partsOf, plainText } from './drug-text-parts.ts';
import { DESCRIPTION_WORDS, MENTION_STEMS, MENTION_WORDS, NOT_THE_DRUG } from './drug-words.ts';

/** A substance of one of the product's classes, by the name that the class lists. */
export type NamedSubstance = { readonly classId: DrugClassId; readonly substance: string };

type DrugText = {
  /** The substances that the text is a description of, each once. */
  readonly named: readonly NamedSubstance[];
  /** A substance is spoken of, in a text that describes no drug. */
  readonly mentioned: boolean;
};

const NOTHING: DrugText = { named: [], mentioned: false };

const SALT = /(?:hemi)?(?:succinat|tartrat|fumarat|maleat|besilat|mesilat|natrium|kalium|hydrochlorid)$/;

/**
 * One form of a name in the languages that only change its ending (WHO, International Nonproprietary Names), such as
 * furosemid, furosemide, furosemida, or write the salt in one word with it, such as Metoprololsuccinat.
 */
const stem = (word: string): string => {
  const bare = word.replace(SALT, '');
  return bare.length < 7 ? bare || word : bare.replace(/(?:um|[aeo])$/, '');
};

const substances: ReadonlyMap<string, NamedSubstance> = new Map(
  drugClasses.flatMap(({ id, ingredients }) =>
    ingredients.flatMap(({ name, ...more }) => {
      const brands: readonly string[] = 'brands' in more ? more.brands : [];
      return [name, ...brands].map((word) => [stem(word), { classId: id, substance: name }] as const);
    }),
  ),
);

const isNumber = (word: string | undefined) => word !== undefined && /^\d/.test(word);
const isName = (word: string) => substances.has(stem(word));
const isUnknown = (word: string) =>
  !isNumber(word) && word !== '%' && !isName(word) && !DESCRIPTION_WORDS.has(word);

/** Whether unknown words may stand in a part: as a maker or salt behind the name, or as another substance with its strength. */
function isUnknownAllowed({ words, aside, joined }: DrugTextPart): boolean {
  const reason = words.indexOf('for');
  const body = reason > 0 && words.length - reason <= 5 ? words.slice(0, reason) : words;
  const unknown = body.filter(isUnknown);
  if (unknown.length === 0) return true;
  if (aside || (joined && body.length <= 2)) return unknown.length <= 3;
  const last = body.findLastIndex(isUnknown);
  const strength = body.findIndex(isNumber);
  const first = body.findIndex(isUnknown);
  const name = body.findIndex(isName);
  return unknown.length <= 3 && last < strength && (name < 0 ? strength - first <= 4 : name < first);
}

const isMention = (word: string) =>
  MENTION_WORDS.has(word) || MENTION_STEMS.some((start) => word.startsWith(start));

/**
 * Which drugs a text is a *description* of: a name with its strength, form, route, maker and directions, alone or in
 * a combination. A text with any other word ("no furosemide", "furosemide allergy", "discussed furosemide") only mentions it.
 *
 * @param text a concept's text or a code's display, in any case and Western language
 */
export function readDrugText(text: string): DrugText {
  const sentence = plainText(text);
  const parts = partsOf(sentence);
  const words = parts.flatMap((part) => part.words);
  const found = new Map(
    words.flatMap((word) => {
      const named = substances.get(stem(word));
      return named ? [[named.substance, named] as const] : [];
    }),
  );
  if (found.size === 0 || NOT_THE_DRUG.test(sentence)) return NOTHING;
  const described = !sentence.includes('?') && !words.some(isMention) && parts.every(isUnknownAllowed);
  return described ? { named: [...found.values()], mentioned: false } : { named: [], mentioned: true };
}
