/** A start or an end tag, as far as it could be read. */
export type Tag = {
  readonly name: string;
  readonly end: boolean;
  /** Begins and ends an element at once. */
  readonly empty: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  /** What follows it up to the next tag. */
  readonly text: string;
};

/** No tag with its text is longer; the rest of one is not kept. */
const LONGEST = 1 << 16;

const NAME = /^<(\/?)([A-Za-z_][\w:.-]*)/;
const ATTRIBUTE = /\s([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const WHOLE = /^(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*\/?>/;
const BARE = /&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[\da-f]+);)/i;
/** Characters that XML 1.0 (section 2.2) forbids, and the one that stands for bytes of no character. */
const FORBIDDEN = /(?![\t\n\r\u007f-\u009f])\p{Cc}|\p{Cs}|[\ufffd-\uffff]/u;
const EVERY_FORBIDDEN = new RegExp(FORBIDDEN, 'gu');
/** What has none of these has none of those: most tags, and much sooner told. */
const SUSPECT = /[^\t\n\r -\u{d7ff}\u{e000}-\u{fffc}]/u;

const isForbidden = (text: string): boolean => SUSPECT.test(text) && FORBIDDEN.test(text);

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function character(reference: string): string {
  const code = /^#x/i.test(reference) ? Number.parseInt(reference.slice(2), 16) : Number(reference.slice(1));
  const read = code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  return FORBIDDEN.test(read) ? ' ' : read;
}

/** The five entities that need no declaration, and numbers; others stay as they are, so that none can grow. */
const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(lt|gt|amp|quot|apos|#\d+|#x[\da-f]+);/gi,
        (_, name: string) => ENTITIES[name] ?? character(name),
      )
    : text;

const cleaned = (text: string): string =>
  isForbidden(text) ? unescaped(text).replace(EVERY_FORBIDDEN, ' ') : unescaped(text);

/**
 * Reads tags from XML that may be broken, piece by piece. In XML a `<` can only begin a tag, so that reading takes hold
 * again at each: a wrong character costs the tag that it stands in, and the pieces' sizes change nothing. Document types,
 * comments and CDATA give no tags, and no entity is expanded.
 */
export class TagScanner {
  #held = '';
  #inComment = false;
  #broken = 0;
  readonly #wanted: ReadonlySet<string>;
  readonly #onTag: (tag: Tag) => void;

  /** @param wanted names of the elements whose tags are read; `root` among them ends a comment that was never closed */
  constructor(wanted: ReadonlySet<string>, onTag: (tag: Tag) => void) {
    this.#wanted = wanted;
    this.#onTag = onTag;
  }

  /** Tags that were not well-formed. */
  get broken(): number {
    return this.#broken;
  }

  write(text: string): void {
    const all = this.#held + text;
    let from = all.indexOf('<');
    if (from < 0) return;
    for (let next = all.indexOf('<', from + 1); next >= 0; next = all.indexOf('<', from + 1)) {
      this.#read(all.slice(from, Math.min(next, from + LONGEST)));
      from = next;
    }
    this.#held = all.slice(from, from + LONGEST);
  }

  /** Call once, after the last piece. */
  finish(): void {
    if (this.#held !== '') this.#read(this.#held);
    this.#held = '';
  }

  #read(piece: string): void {
    const [, slash, name] = NAME.exec(piece) ?? [];
    if (this.#inComment && !(name && this.#wanted.has(name) && piece.startsWith('<HealthData')))
      this.#inComment = !piece.includes('-->');
    else if (piece.startsWith('<!--')) this.#inComment = !piece.includes('-->');
    else if (name && this.#wanted.has(name)) {
      this.#inComment = false;
      this.#readTag(name, slash === '/', piece);
    }
  }

  #readTag(name: string, end: boolean, piece: string): void {
    const body = piece.slice(name.length + (end ? 2 : 1));
    const [whole] = WHOLE.exec(body) ?? [];
    if (whole === undefined || (whole.includes('&') && BARE.test(whole)) || isForbidden(whole))
      this.#broken += 1;
    const written = whole ?? body;
    const attributes: Record<string, string> = {};
    for (const [, key = '', double, single] of written.matchAll(ATTRIBUTE))
      attributes[key] ??= cleaned(double ?? single ?? '');
    const text = whole === undefined ? '' : body.slice(whole.length);
    this.#onTag({ name, end, empty: /\/>$/.test(written.trimEnd()), attributes, text: cleaned(text) });
  }
}
