const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'dragenter', 'scroll'] as const;

/**
 * Does something at the first sign of a person at the page: what is loaded ahead for them costs a page that nobody touches
 * nothing. In the browser alone. Returns what takes the wish back.
 */
export function whenSomebodyIsHere(work: () => void): () => void {
  const heard = new AbortController();
  const hear = () => {
    heard.abort();
    work();
  };
  for (const sign of SIGNS)
    window.addEventListener(sign, hear, { signal: heard.signal, passive: true, capture: true });
  return () => heard.abort();
}
