import { isTagged, TaggedError } from './tagged-error.ts';

/** Where the values of a JSON text stand, for sentences that a person can follow. */
export type JsonLines = {
  /** Line of a value by its path, e.g. `results[3].measure`; lines count from 1. */
  readonly lineOf: ReadonlyMap<string, number>;
  /** Paths of names that stand twice in one object. */
  readonly repeated: readonly string[];
  /** Line from which the text is no JSON; `null`: it is. */
  readonly brokenAt: number | null;
};

/** Deeper is no list that a person writes. */
const DEEPEST = 50;
const SPACE = /[ \t\r\n]*/y;
const TEXT = /"(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[\dA-Fa-f]{4})*"/uy;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Ends the walk where the text is no JSON. */
class BrokenJson extends TaggedError {
  override readonly name = 'BrokenJson';
  readonly tag = 'broken';
}

class Walk {
  readonly #text: string;
  readonly lineOf = new Map<string, number>();
  readonly repeated: string[] = [];
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  get line(): number {
    return this.#line;
  }

  document(): void {
    this.#value('', 0);
    if (this.#at < this.#text.length) throw new BrokenJson();
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #space(): void {
    this.#line += this.#take(SPACE)?.match(/\n/g)?.length ?? 0;
  }

  /** The sign, if it comes next. */
  #sign(sign: string): boolean {
    const next = this.#text.startsWith(sign, this.#at);
    if (next) this.#at += sign.length;
    this.#space();
    return next;
  }

  #expect(sign: string): void {
    if (!this.#sign(sign)) throw new BrokenJson();
  }

  #value(path: string, depth: number): void {
    if (depth > DEEPEST) throw new BrokenJson();
    this.#space();
    this.lineOf.set(path, this.#line);
    if (this.#sign('{')) this.#members(path, depth);
    else if (this.#sign('[')) this.#items(path, depth);
    else if ((this.#take(TEXT) ?? this.#take(PLAIN)) === undefined) throw new BrokenJson();
    this.#space();
  }

  #members(path: string, depth: number): void {
    if (this.#sign('}')) return;
    const names = new Set<unknown>();
    do {
      const quoted = this.#take(TEXT);
      if (quoted === undefined) throw new BrokenJson();
      const name: unknown = JSON.parse(quoted);
      const inner = path === '' ? String(name) : `${path}.${name}`;
      if (names.has(name)) this.repeated.push(inner);
      names.add(name);
      this.#space();
      this.#expect(':');
      this.#value(inner, depth + 1);
    } while (this.#sign(','));
    this.#expect('}');
  }

  #items(path: string, depth: number): void {
    if (this.#sign(']')) return;
    let index = 0;
    do {
      this.#value(`${path}[${index}]`, depth + 1);
      index += 1;
    } while (this.#sign(','));
    this.#expect(']');
  }
}

/** Walks a JSON text (RFC 8259) once. Never throws. */
export function readJsonLines(text: string): JsonLines {
  const walk = new Walk(text);
  try {
    walk.document();
    return { lineOf: walk.lineOf, repeated: walk.repeated, brokenAt: null };
  } catch (error) {
    if (!isTagged<BrokenJson>(error, 'BrokenJson')) throw error;
    return { lineOf: walk.lineOf, repeated: walk.repeated, brokenAt: walk.line };
  }
}
