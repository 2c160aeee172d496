import { badRequest, OperationOutcomeError } from '@medplum/core';
import { isLogicalId, readReference } from '../reference-target.ts';
import { type DatePrefix, dateRange, isDatePrefix } from './date-range.ts';
import type { Filter, Wanted } from './search-match.ts';
import { type ParameterKind, parametersOf, type SearchParameter } from './search-parameters.ts';

const DEFAULT_COUNT = 50;
const COUNT_LIMIT = 1000;

export type Sort = { readonly parameter: SearchParameter; readonly descending: boolean };
export type Include = { readonly parameter: SearchParameter; readonly targetType: string | undefined };

export type SearchQuery = {
  readonly type: string;
  readonly filters: readonly Filter[];
  readonly sort: readonly Sort[];
  readonly includes: readonly Include[];
  readonly count: number;
  readonly offset: number;
};

/** 400 with an OperationOutcome: a search that is not understood must never look like one without hits. */
export const refuse = (sentence: string): OperationOutcomeError =>
  new OperationOutcomeError(badRequest(sentence));

/** Cuts at an unescaped separator and unescapes the parts (FHIR R4 section 3.1.1.4.17). */
function cut(text: string, separator: ',' | '|'): string[] {
  const parts = [''];
  for (const [piece] of text.matchAll(/\\.|[^\\]|\\$/gsu)) {
    if (piece === separator) parts.push('');
    // An escape inside an alternative stays until the alternative itself is read.
    else parts[parts.length - 1] += separator === '|' && piece.length > 1 ? piece.slice(1) : piece;
  }
  return parts;
}

function wantedToken(text: string): Wanted {
  const parts = cut(text, '|');
  if (parts.length > 2) throw refuse('A token is code, system|code, |code or system|.');
  const [first = '', second] = parts;
  if (second === undefined) return { kind: 'token', system: undefined, code: first };
  return { kind: 'token', system: first, code: second === '' ? undefined : second };
}

function wantedReference(text: string, name: string, modifier: string | undefined): Wanted {
  const target = readReference(text);
  const type = name === 'patient' ? 'Patient' : modifier;
  if (target.id !== undefined && target.base === undefined) {
    return { kind: 'reference', type: target.type, id: target.id };
  }
  if (isLogicalId(text)) return { kind: 'reference', type, id: text };
  throw refuse(`${name} must be an id or a reference such as Patient/123.`);
}

function wantedDate(text: string, name: string): Wanted {
  const prefix: DatePrefix | undefined = isDatePrefix(text.slice(0, 2))
    ? (text.slice(0, 2) as DatePrefix)
    : undefined;
  const range = dateRange(prefix === undefined ? text : text.slice(2));
  if (range === undefined) {
    throw refuse(`${name} must be a date, after one of eq ne gt lt ge le sa eb or none.`);
  }
  return { kind: 'date', prefix: prefix ?? 'eq', range };
}

function wantedString(text: string, modifier: string | undefined): Wanted {
  const match = modifier === 'exact' || modifier === 'contains' ? modifier : 'start';
  return { kind: 'string', text: text.replace(/\\(.)/g, '$1'), match };
}

function wantedOf(text: string, kind: ParameterKind, name: string, modifier: string | undefined): Wanted {
  if (text === '') throw refuse(`${name} has an empty value.`);
  if (kind === 'token') return wantedToken(text);
  if (kind === 'reference') return wantedReference(text, name, modifier);
  return kind === 'date' ? wantedDate(text, name) : wantedString(text, modifier);
}

const MODIFIERS: Readonly<Record<ParameterKind, RegExp>> = {
  token: /^not$/,
  string: /^(exact|contains)$/,
  reference: /^[A-Z][A-Za-z]+$/,
  date: /^(?!)/,
};

function parameterNamed(type: string, name: string): SearchParameter {
  const known = parametersOf(type);
  const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
  if (parameter === undefined) throw refuse(`${type} cannot be searched by this parameter: ${shown(name)}.`);
  return parameter;
}

/** What a client sent, shortened to what may stand in a sentence. */
const shown = (text: string) => text.replace(/[^\w:.$-]/g, '?').slice(0, 60);

function filterOf(type: string, key: string, value: string): Filter {
  const [name = '', modifier, ...rest] = key.split(':');
  const parameter = parameterNamed(type, name);
  const known = modifier === undefined || modifier === 'missing' || MODIFIERS[parameter.kind].test(modifier);
  if (!known || rest.length > 0)
    throw refuse(`${name} does not take the modifier ${shown(key.slice(name.length))}.`);
  const plain = { name, parameter, negated: modifier === 'not' };
  if (modifier !== 'missing') {
    const wanted = cut(value, ',').map((text) => wantedOf(text, parameter.kind, name, modifier));
    return { ...plain, wanted, missing: undefined };
  }
  if (value !== 'true' && value !== 'false') throw refuse(`${key} must be true or false.`);
  return { ...plain, wanted: [], missing: value === 'true' };
}

function sortOf(type: string, value: string): Sort[] {
  return value.split(',').map((rule) => {
    const descending = rule.startsWith('-');
    return { parameter: parameterNamed(type, descending ? rule.slice(1) : rule), descending };
  });
}

function includeOf(type: string, value: string): Include {
  const [source = '', name = '', targetType, ...rest] = value.split(':');
  const parameter = source === type && rest.length === 0 ? parameterNamed(type, name) : undefined;
  if (parameter?.kind !== 'reference') throw refuse(`_include must name a reference of ${type}.`);
  return { parameter, targetType };
}

/** A whole number of `_count` or `_offset`. */
export function wholeNumber(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw refuse(`${name} must be a whole number.`);
  return Number(value);
}

type Draft = {
  filters: Filter[];
  sort: Sort[];
  includes: Include[];
  count: number;
  offset: number;
};

const CONTROLS: Readonly<Record<string, (draft: Draft, value: string, type: string) => void>> = {
  _sort: (draft, value, type) => {
    draft.sort.push(...sortOf(type, value));
  },
  _include: (draft, value, type) => {
    draft.includes.push(includeOf(type, value));
  },
  _count: (draft, value) => {
    draft.count = Math.min(wholeNumber('_count', value), COUNT_LIMIT);
  },
  _offset: (draft, value) => {
    draft.offset = wholeNumber('_offset', value);
  },
  _total: (_draft, value) => {
    if (value !== 'accurate')
      throw refuse('Totals are always accurate: _total must be accurate or left out.');
  },
};

/** Reads a search strictly. Throws an `OperationOutcomeError` (400) that names what is not supported. */
export function parseSearch(type: string, parameters: Iterable<readonly [string, string]>): SearchQuery {
  const draft: Draft = { filters: [], sort: [], includes: [], count: DEFAULT_COUNT, offset: 0 };
  for (const [key, value] of parameters) {
    const control = Object.hasOwn(CONTROLS, key) ? CONTROLS[key] : undefined;
    if (control === undefined) draft.filters.push(filterOf(type, key, value));
    else control(draft, value, type);
  }
  return { type, ...draft };
}
