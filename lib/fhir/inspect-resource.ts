import { asObjects, isObject, type JsonObject } from './json-value.ts';

/** Levels of objects and arrays in one resource; real records stay under 20. */
export const DEPTH_LIMIT = 64;

export type Inspection = {
  readonly tooDeep: boolean;
  /** Every `reference` string in the resource, as sent. */
  readonly references: readonly string[];
  /** Every `modifierExtension` in it, at any depth, but not those of contained resources: they are resources of their own. */
  readonly modifiers: readonly JsonObject[];
};

type Findings = { readonly references: string[]; readonly modifiers: JsonObject[] };

const isNode = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** What an element is, beside what it holds. */
function note(name: string, value: unknown, { references, modifiers }: Findings): void {
  if (name === 'reference' && typeof value === 'string') references.push(value);
  // Malformed, it is one that nobody can understand.
  if (name === 'modifierExtension')
    modifiers.push(...(Array.isArray(value) ? asObjects(value) : [isObject(value) ? value : {}]));
}

/** Collects what is asked for below a node; false where nesting passes the limit, and then it stops descending. */
function descend(node: object, depth: number, findings: Findings): boolean {
  if (depth > DEPTH_LIMIT) return false;
  // No element of FHIR has this name; whoever copies elements by assignment would set a prototype.
  if (Object.hasOwn(node, '__proto__')) Reflect.deleteProperty(node, '__proto__');
  return Object.keys(node).every((name) => {
    const value: unknown = Reflect.get(node, name);
    note(name, value, findings);
    const inside = depth === 1 && name === 'contained' ? { ...findings, modifiers: [] } : findings;
    return !isNode(value) || descend(value, depth + 1, inside);
  });
}

/**
 * One walk over a resource that never goes deeper than the limit, so that hostile nesting cannot exhaust the stack.
 * What reads the resource afterwards may recurse, unless it is `tooDeep`.
 */
export function inspectResource(resource: JsonObject): Inspection {
  const findings: Findings = { references: [], modifiers: [] };
  const tooDeep = !descend(resource, 1, findings);
  return { tooDeep, ...findings };
}
