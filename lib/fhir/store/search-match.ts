import { asText, element, isObject } from '../json-value.ts';
import { readReference } from '../reference-target.ts';
import { compareDates, type DatePrefix, type DateRange, rangeOf } from './date-range.ts';
import { valuesAt } from './element-path.ts';
import type { SearchParameter } from './search-parameters.ts';
import type { StoredResource } from './stored-resource.ts';

/** One alternative of a filter; alternatives are joined by "or", filters by "and". */
export type Wanted =
  | { readonly kind: 'token'; readonly system: string | undefined; readonly code: string | undefined }
  | { readonly kind: 'reference'; readonly type: string | undefined; readonly id: string }
  | { readonly kind: 'date'; readonly prefix: DatePrefix; readonly range: DateRange }
  | { readonly kind: 'string'; readonly text: string; readonly match: 'start' | 'exact' | 'contains' };

export type Filter = {
  readonly name: string;
  readonly parameter: SearchParameter;
  readonly wanted: readonly Wanted[];
  /** `:not`: none of the alternatives may match. */
  readonly negated: boolean;
  /** `:missing=true|false` instead of alternatives. */
  readonly missing: boolean | undefined;
};

type WantedToken = Wanted & { readonly kind: 'token' };

const isCode = (system: unknown, code: unknown, wanted: WantedToken): boolean =>
  (wanted.code === undefined || code === wanted.code) &&
  (wanted.system === undefined || (system ?? '') === wanted.system);

/** A `Coding` has a code, an `Identifier` a value. */
const isCoding = (coding: unknown, wanted: WantedToken): boolean =>
  isObject(coding) && isCode(coding.system, coding.code ?? coding.value, wanted);

/** Compares a code, Coding, CodeableConcept, Identifier or boolean; the innermost loop of most searches. */
function isToken(value: unknown, wanted: WantedToken): boolean {
  if (!isObject(value)) return isCode(undefined, String(value), wanted);
  const listed = value.coding;
  return Array.isArray(listed) ? listed.some((coding) => isCoding(coding, wanted)) : isCoding(value, wanted);
}

function isReference(value: unknown, wanted: Wanted & { kind: 'reference' }): boolean {
  const target = readReference(asText(element(value, 'reference')) ?? '');
  if (target.base !== undefined) return false;
  return target.id === wanted.id && (wanted.type === undefined || target.type === wanted.type);
}

const NAME_PARTS = [['text'], ['family'], ['given'], ['prefix'], ['suffix']];

/** Every text in a HumanName or Address, or the string itself. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (!isObject(value)) return [];
  return valuesAt(value, ...NAME_PARTS).filter((part) => typeof part === 'string');
}

// String search ignores case and accents (FHIR R4 section 3.1.1.4.8).
const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function isText(value: unknown, { text, match }: Wanted & { kind: 'string' }): boolean {
  if (match === 'exact') return textsOf(value).includes(text);
  const asked = folded(text);
  return textsOf(value).some((part) =>
    match === 'contains' ? folded(part).includes(asked) : folded(part).startsWith(asked),
  );
}

function isDate(value: unknown, { prefix, range }: Wanted & { kind: 'date' }): boolean {
  const recorded = rangeOf(value);
  return recorded !== undefined && compareDates(prefix, recorded, range);
}

function satisfies(value: unknown, wanted: Wanted): boolean {
  switch (wanted.kind) {
    case 'token':
      return isToken(value, wanted);
    case 'reference':
      return isReference(value, wanted);
    case 'date':
      return isDate(value, wanted);
    case 'string':
      return isText(value, wanted);
  }
}

/** The values that a parameter looks at in a resource. */
export const searchValues = (resource: unknown, { paths }: SearchParameter): unknown[] =>
  valuesAt(resource, ...paths);

/** Whether a resource passes one filter. */
export function matches(resource: StoredResource, filter: Filter): boolean {
  const values = searchValues(resource, filter.parameter);
  if (filter.missing !== undefined) return filter.missing === (values.length === 0);
  const found = values.some((value) => filter.wanted.some((wanted) => satisfies(value, wanted)));
  return found !== filter.negated;
}
