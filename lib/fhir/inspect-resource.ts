import type { JsonObject } from './json-value.ts';

/** Levels of objects and arrays in one resource; real records stay under 20. */
export const DEPTH_LIMIT = 64;

export type Inspection = {
  readonly tooDeep: boolean;
  /** Every `reference` string in the resource, as sent. */
  readonly references: readonly string[];
};

const isNode = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Collects reference strings below a node; false where nesting passes the limit, and then it stops descending. */
function descend(node: object, depth: number, references: string[]): boolean {
  if (depth > DEPTH_LIMIT) return false;
  // No element of FHIR has this name; whoever copies elements by assignment would set a prototype.
  if (Object.hasOwn(node, '__proto__')) Reflect.deleteProperty(node, '__proto__');
  return Object.keys(node).every((name) => {
    const value: unknown = Reflect.get(node, name);
    if (name === 'reference' && typeof value === 'string') references.push(value);
    return !isNode(value) || descend(value, depth + 1, references);
  });
}

/**
 * One walk over a resource that never goes deeper than the limit, so that hostile nesting cannot exhaust the stack.
 * What reads the resource afterwards may recurse, unless it is `tooDeep`.
 */
export function inspectResource(resource: JsonObject): Inspection {
  const references: string[] = [];
  const tooDeep = !descend(resource, 1, references);
  return { tooDeep, references };
}
