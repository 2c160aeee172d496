import { skipString } from './scan-nesting.ts';

export type Path = readonly (string | number)[];

/** A name that stands twice in one object: which one counts nobody knows (FHIR R4 section 2.6.2, RFC 8259 section 4). */
export type RepeatedName = {
  /** Of the object, from the top of the document. */
  readonly object: Path;
  readonly name: string;
  /** Line of the second one, from 1. */
  readonly line: number;
};

const isNode = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Members of all objects of a parsed value; a parser keeps one of those that share a name. */
export function countNames(value: unknown): number {
  let names = 0;
  const pending: object[] = isNode(value) ? [value] : [];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const members = Object.values(node);
    if (!Array.isArray(node)) names += members.length;
    for (const member of members) if (isNode(member)) pending.push(member);
  }
  return names;
}

/** An object or list that the walk is in. */
type Level = {
  readonly isList: boolean;
  readonly names: Set<string>;
  /** The member or item that the walk is at. */
  at: string | number;
  /** In an object: the next string is a name and no value. */
  namesNext: boolean;
};

const levelOf = (sign: '{' | '['): Level => {
  const isList = sign === '[';
  return { isList, names: new Set(), at: isList ? 0 : '', namesNext: !isList };
};

const unescaped = (literal: string): string => {
  const text: unknown = literal.includes('\\') ? JSON.parse(literal) : literal.slice(1, -1);
  return String(text);
};

/** Walks valid JSON text and notes what the parser does not tell: which names it saw twice. */
class NameWalk {
  readonly #text: string;
  readonly #levels: Level[] = [];
  readonly #found: RepeatedName[] = [];
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  run(): readonly RepeatedName[] {
    for (let at = 0; at < this.#text.length; ) {
      const sign = this.#text[at];
      const end = sign === '"' ? skipString(this.#text, at) : at + 1;
      if (sign === '"') this.#meetString(at, end);
      else this.#meetSign(sign);
      at = end;
    }
    return this.#found;
  }

  #meetSign(sign: string | undefined): void {
    const level = this.#levels.at(-1);
    if (sign === '\n') this.#line += 1;
    else if (sign === '{' || sign === '[') this.#levels.push(levelOf(sign));
    else if (sign === '}' || sign === ']') this.#levels.pop();
    else if (sign === ',' && level) {
      level.namesNext = !level.isList;
      if (level.isList) level.at = Number(level.at) + 1;
    }
  }

  #meetString(start: number, end: number): void {
    const level = this.#levels.at(-1);
    if (!level?.namesNext) return;
    const name = unescaped(this.#text.slice(start, end));
    const object = this.#levels.slice(0, -1).map(({ at }) => at);
    if (level.names.has(name)) this.#found.push({ object, name, line: this.#line });
    level.names.add(name);
    level.at = name;
    level.namesNext = false;
  }
}

/** Every repeated name of valid JSON text. Slower than parsing: asked only of a text that `countNames` knows to have one. */
export const findRepeatedNames = (text: string): readonly RepeatedName[] => new NameWalk(text).run();
