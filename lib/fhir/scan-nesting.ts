const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
/** Square and curly brackets differ by this bit: `[` 5B, `{` 7B, `]` 5D, `}` 7D. */
const CURLY = 0x20;
const OPENING = 0x7b;
const CLOSING = 0x7d;

/** Index just after the string that starts at `start`, or past the text's end when it never ends. */
export function skipString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let before = quote - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    // Backslashes in pairs stand for themselves; one that is left over escapes the quote.
    if ((quote - before) % 2 === 1) return quote + 1;
  }
  return text.length + 1;
}

type Scan = {
  /** A bracket or a string is never closed, i.e. the text was cut off. */
  readonly open: boolean;
  readonly tooDeepAt?: number;
  /** Members of all objects, each time one is written: JSON has a colon outside of strings nowhere else. */
  readonly names: number;
};

/** How a character outside of strings changes the depth. */
function depthChange(unit: number): -1 | 0 | 1 {
  const curly = unit | CURLY;
  if (curly === CLOSING) return -1;
  return curly === OPENING ? 1 : 0;
}

/** Walks JSON text without parsing it, so that hostile nesting is known before a parser allocates for it. */
export function scanNesting(text: string, limit: number): Scan {
  let depth = 0;
  let names = 0;
  for (let at = 0; at < text.length; ) {
    const unit = text.charCodeAt(at);
    if (unit === COLON) names += 1;
    depth += depthChange(unit);
    if (depth > limit) return { open: true, tooDeepAt: at, names };
    at = unit === QUOTE ? skipString(text, at) : at + 1;
    if (at > text.length) return { open: true, names };
  }
  return { open: depth > 0, names };
}
