const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Index just after the string that starts at `start`, or the text's length when it never ends. */
function skipString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) return at + 1;
    at += unit === BACKSLASH ? 2 : 1;
  }
  return text.length + 1;
}

/**
 * Walks JSON text without parsing it, so that hostile nesting is known before a parser allocates for it.
 * `open`: a bracket or a string is never closed, i.e. the text was cut off.
 */
export function scanNesting(
  text: string,
  limit: number,
): { readonly open: boolean; readonly tooDeepAt?: number } {
  let depth = 0;
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) {
      at = skipString(text, at);
      continue;
    }
    if (OPENING.has(unit)) depth += 1;
    else if (CLOSING.has(unit)) depth -= 1;
    if (depth > limit) return { open: true, tooDeepAt: at };
    at += 1;
  }
  return { open: depth > 0 || at > text.length };
}
