import { isObject } from '../json-value.ts';

/** Appends the values that a path leads to, through lists, as FHIRPath would give them. */
function collect(value: unknown, path: readonly string[], depth: number, into: unknown[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, path, depth, into);
    return;
  }
  const name = path[depth];
  if (name === undefined) {
    if (value !== undefined && value !== null) into.push(value);
  } else if (isObject(value) && Object.hasOwn(value, name)) collect(value[name], path, depth + 1, into);
}

/** The values at each of some paths of element names. */
export function valuesAt(resource: unknown, ...paths: readonly (readonly string[])[]): unknown[] {
  const values: unknown[] = [];
  for (const path of paths) collect(resource, path, 0, values);
  return values;
}
