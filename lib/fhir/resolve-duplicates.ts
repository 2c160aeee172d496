import { asList, asText, element, isObject } from './json-value.ts';
import { isIssue, readMoment } from './read-moment.ts';
import type { SentResource } from './sent-resource.ts';

/** What became of the copies of one `Type/id`. */
export type DuplicateOutcome =
  | { readonly kept: SentResource; readonly how: 'only' | 'identical' | 'newest' }
  | { readonly kept: undefined; readonly how: 'undecidable' };

/** Deep equality of two elements without regard to key order. Recursion is bounded: resources are shallow by now. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one)) {
    const others = asList(other);
    return (
      Array.isArray(other) &&
      one.length === others.length &&
      one.every((item, index) => isSame(item, others[index]))
    );
  }
  if (!isObject(one) || !isObject(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]))
  );
}

function isSameContent(one: SentResource, other: SentResource): boolean {
  const { meta: _ours, ...content } = one.resource;
  const { meta: _theirs, ...otherContent } = other.resource;
  return isSame(content, otherContent);
}

function updatedAt({ resource }: SentResource): number | undefined {
  const moment = readMoment(element(element(resource, 'meta'), 'lastUpdated'), 'meta.lastUpdated');
  return isIssue(moment) ? undefined : moment.ms;
}

function versionNumber({ resource }: SentResource): number | undefined {
  const text = asText(element(element(resource, 'meta'), 'versionId'));
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

const difference = (one: number | undefined, other: number | undefined) =>
  one === undefined || other === undefined ? 0 : one - other;

/** Positive: `one` is the newer; 0: nothing in the copies tells. Versions of different servers do not compare. */
function compareAge(one: SentResource, other: SentResource): number {
  if (one.server !== other.server) return 0;
  return (
    difference(updatedAt(one), updatedAt(other)) || difference(versionNumber(one), versionNumber(other)) || 0
  );
}

/** Decides which copy of one `Type/id` counts: a copy must be newer than every other that differs from it. */
export function resolveDuplicates(copies: readonly SentResource[]): DuplicateOutcome {
  const [first, ...others] = copies;
  if (first === undefined) return { kept: undefined, how: 'undecidable' };
  if (others.length === 0) return { kept: first, how: 'only' };
  if (others.every((other) => isSameContent(first, other))) return { kept: first, how: 'identical' };
  const newest = others.reduce((best, other) => (compareAge(other, best) > 0 ? other : best), first);
  const wins = copies.every(
    (copy) => copy === newest || isSameContent(copy, newest) || compareAge(newest, copy) > 0,
  );
  return wins ? { kept: newest, how: 'newest' } : { kept: undefined, how: 'undecidable' };
}
