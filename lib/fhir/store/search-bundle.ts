import type { JsonObject } from '../json-value.ts';
import type { Found } from './run-search.ts';
import { type StoredResource, storedKey } from './stored-resource.ts';

export type Pairs = readonly (readonly [string, string])[];

/** The same request at another offset. */
function pageUrl(address: string, parameters: Pairs, offset: number): string {
  const kept = parameters.filter(([name]) => name !== '_offset').map(([name, value]) => [name, value]);
  const query = new URLSearchParams(offset > 0 ? [...kept, ['_offset', String(offset)]] : kept).toString();
  return query === '' ? address : `${address}?${query}`;
}

/**
 * A `searchset` with links that work.
 * @param base address of the server, without a slash at its end
 * @param path what was searched, e.g. `Observation`
 */
export function searchBundle(
  base: string,
  path: string,
  parameters: Pairs,
  offset: number,
  found: Found,
): JsonObject {
  const entry = (mode: 'match' | 'include') => (resource: StoredResource) => ({
    fullUrl: `${base}/${storedKey(resource)}`,
    resource,
    search: { mode },
  });
  const address = `${base}/${path}`;
  const link = [{ relation: 'self', url: pageUrl(address, parameters, offset) }];
  if (found.next !== undefined)
    link.push({ relation: 'next', url: pageUrl(address, parameters, found.next) });
  const entries = [...found.page.map(entry('match')), ...found.included.map(entry('include'))];
  // FHIR forbids empty lists.
  const listed = entries.length > 0 ? { entry: entries } : {};
  return { resourceType: 'Bundle', type: 'searchset', total: found.total, link, ...listed };
}
