import { isObject, type JsonObject } from '../json-value.ts';

/** A copy in which references by `fullUrl` name what they mean as `Type/id`. Nesting is bounded by the caller. */
export function rewriteReferences(resource: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  const rewrite = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => rewrite(item, ''));
    if (isObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rewrite(inner, name)]));
    }
    return key === 'reference' && typeof value === 'string' ? (names.get(value) ?? value) : value;
  };
  return rewrite(resource, '') as JsonObject;
}
