/**
 * A failure that the program knows: `name` says of which family (one class), `tag` what failed within it, `message` is a
 * sentence fit to show. Whatever is thrown without a tag is a mistake of the program.
 */
export abstract class TaggedError extends Error {
  abstract override readonly name: string;
  abstract readonly tag: string;
}

export function isTagged(thrown: unknown): thrown is TaggedError;
// Without a family to check the name against, a slip of the pen in it would never be found: so `E` must be named.
export function isTagged<E extends TaggedError = never>(thrown: unknown, name: E['name']): thrown is E;
/**
 * Whether something thrown is a known failure, of the family `name` if given. Told by its fields and not by its class:
 * two bundles of one page hold two classes of one name, and a failure may come from a worker as plain data.
 */
export function isTagged(thrown: unknown, name?: string): boolean {
  if (typeof thrown !== 'object' || thrown === null) return false;
  if (!('name' in thrown && 'tag' in thrown && 'message' in thrown)) return false;
  if (typeof thrown.tag !== 'string' || typeof thrown.message !== 'string') return false;
  return name === undefined ? typeof thrown.name === 'string' : thrown.name === name;
}
