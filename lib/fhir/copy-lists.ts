import { type Container, enclosing, type SentResource } from './sent-resource.ts';

type Copies = readonly SentResource[];

/** Copies by each container that they lie in, however deep. */
function byContainer(copies: Copies): ReadonlyMap<Container, Copies> {
  const lists = new Map<Container, SentResource[]>();
  for (const copy of copies) {
    for (const container of enclosing(copy.container)) {
      const known = lists.get(container);
      if (known === undefined) lists.set(container, [copy]);
      else known.push(copy);
    }
  }
  return lists;
}

/**
 * Parts of lists of copies. Each part is found once and is one list ever after: an export of thousands of pages repeats a
 * Patient on each, and every result on them asks which copy is meant.
 */
export class CopyLists {
  readonly #near = new Map<Copies, ReadonlyMap<Container, Copies>>();
  readonly #narrow = new Map<Copies, Map<string, Copies>>();

  /** Those that came in the innermost bundle, or at least the file, that `from` came in too. */
  nearest(copies: Copies, from: SentResource): Copies {
    if (copies.length < 2) return copies;
    const lists = this.#near.get(copies) ?? byContainer(copies);
    this.#near.set(copies, lists);
    for (const container of enclosing(from.container)) {
      const here = lists.get(container);
      if (here !== undefined) return here;
    }
    return copies;
  }

  /** Those that pass a test, which `name` stands for. */
  narrowed(copies: Copies, name: string, test: (copy: SentResource) => boolean): Copies {
    if (copies.length === 0) return copies;
    const parts = this.#narrow.get(copies) ?? new Map<string, Copies>();
    this.#narrow.set(copies, parts);
    const known = parts.get(name) ?? copies.filter(test);
    parts.set(name, known);
    return known;
  }
}
