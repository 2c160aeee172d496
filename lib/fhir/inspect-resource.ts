import type { JsonObject } from './json-value.ts';

/** Levels of objects and arrays in one resource; real records stay under 20. */
export const DEPTH_LIMIT = 64;

export type Inspection = {
  readonly tooDeep: boolean;
  /** Every `reference` string in the resource, as sent. */
  readonly references: readonly string[];
};

/** The objects and arrays directly below a node; its reference strings go to `references`. */
function descend(node: object, references: string[]): object[] {
  // No element of FHIR has this name; whoever copies elements by assignment would set a prototype.
  if (Object.hasOwn(node, '__proto__')) Reflect.deleteProperty(node, '__proto__');
  const below: object[] = [];
  for (const [name, value] of Object.entries(node)) {
    if (typeof value === 'object' && value !== null) below.push(value);
    else if (name === 'reference' && typeof value === 'string') references.push(value);
  }
  return below;
}

/**
 * One walk over a resource without recursion, so that nesting cannot exhaust the stack.
 * What reads the resource afterwards may recurse, unless it is `tooDeep`.
 */
export function inspectResource(resource: JsonObject): Inspection {
  const references: string[] = [];
  let level: object[] = [resource];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > DEPTH_LIMIT) return { tooDeep: true, references };
    level = level.flatMap((node) => descend(node, references));
  }
  return { tooDeep: false, references };
}
