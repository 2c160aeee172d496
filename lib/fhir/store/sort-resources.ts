import { asText, element, isObject } from '../json-value.ts';
import { rangeOf } from './date-range.ts';
import { searchValues } from './search-match.ts';
import type { SearchParameter } from './search-parameters.ts';
import type { Sort } from './search-query.ts';
import type { StoredResource } from './stored-resource.ts';

type Key = number | string | undefined;

/** What a resource sorts by: the instant of a date, the text or code of anything else; the first value counts. */
function keyOf(resource: StoredResource, parameter: SearchParameter): Key {
  const [value] = searchValues(resource, parameter);
  if (parameter.kind === 'date') return rangeOf(value)?.low;
  if (!isObject(value)) return value === undefined ? undefined : String(value);
  const [coding] = [element(value, 'coding')].flat();
  const texts = [element(value, 'reference'), element(value, 'family'), element(coding ?? value, 'code')];
  return texts.map(asText).find((text) => text !== undefined);
}

function compareKeys(one: Key, other: Key, descending: boolean): number {
  if (one === other) return 0;
  // What has no value comes last either way.
  if (one === undefined) return 1;
  if (other === undefined) return -1;
  return one < other === descending ? 1 : -1;
}

/** Sorts by the rules in order; equal resources keep their order, so that pages do not overlap. */
export function sortResources(found: readonly StoredResource[], rules: readonly Sort[]): StoredResource[] {
  const keyed = found.map((resource) => ({
    resource,
    keys: rules.map(({ parameter }) => keyOf(resource, parameter)),
  }));
  keyed.sort((one, other) => {
    for (const [index, { descending }] of rules.entries()) {
      const order = compareKeys(one.keys[index], other.keys[index], descending);
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ resource }) => resource);
}
