import { asList, asObjects, asText, element, type JsonObject } from './json-value.ts';
import { isIssue, readMoment } from './read-moment.ts';

/** What tells one person from another, read from a Patient; what is absent or unreadable is empty. */
export type PersonFacts = {
  readonly birthDate: string | undefined;
  readonly sex: 'female' | 'male' | undefined;
  /** Words of all names, without case, accents and initials; by script, for they only compare within one. */
  readonly latin: ReadonlySet<string>;
  readonly other: ReadonlySet<string>;
  /** `system` → the values in it; an identifier without a system tells nobody apart. */
  readonly identifiers: ReadonlyMap<string, ReadonlySet<string>>;
};

/** Case and accents do not tell people apart: `García` is `garcia`. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

function wordsOf(name: unknown): string[] {
  const parts = [element(name, 'family'), ...asList(element(name, 'given'))].flatMap(
    (part) => asText(part) ?? [],
  );
  const text = parts.length > 0 ? parts.join(' ') : (asText(element(name, 'text')) ?? '');
  return fold(text)
    .split(/[^\p{L}\p{M}]+/u)
    .filter((word) => word.length > 1 || /\p{Lo}/u.test(word));
}

function identifiersOf(patient: JsonObject): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const one of asObjects(element(patient, 'identifier'))) {
    const system = asText(element(one, 'system'));
    const value = asText(element(one, 'value'));
    if (system === undefined || value === undefined) continue;
    found.set(system, (found.get(system) ?? new Set()).add(value));
  }
  return found;
}

function birthDateOf(patient: JsonObject): string | undefined {
  const text = asText(element(patient, 'birthDate'))?.slice(0, 10);
  const moment = readMoment(text, 'Patient.birthDate');
  return isIssue(moment) && moment.code !== 'date-imprecise' ? undefined : text;
}

export function personFacts(patient: JsonObject): PersonFacts {
  const gender = element(patient, 'gender');
  // A pseudonym is given so that it says nothing about the person.
  const names = asObjects(element(patient, 'name')).filter((name) => element(name, 'use') !== 'anonymous');
  const words = new Set(names.flatMap(wordsOf));
  const isLatin = (word: string) => /\p{Script=Latin}/u.test(word);
  return {
    birthDate: birthDateOf(patient),
    sex: gender === 'female' || gender === 'male' ? gender : undefined,
    latin: new Set([...words].filter(isLatin)),
    other: new Set([...words].filter((word) => !isLatin(word))),
    identifiers: identifiersOf(patient),
  };
}
