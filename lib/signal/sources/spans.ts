/** A span of time, ms; `to` exclusive. */
export type Span = { readonly from: number; readonly to: number };

/** First place in `spans`, which are disjoint and in order, whose end lies behind a time. */
function firstBehind(spans: readonly Span[], time: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.to ?? 0) > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Those of `spans`, which are disjoint and in order, that share time with another, and the place of the first. */
export function overlapping<T extends Span>(
  spans: readonly T[],
  { from, to }: Span,
): { readonly first: number; readonly others: readonly T[] } {
  const first = firstBehind(spans, from);
  let behind = first;
  while ((spans[behind]?.from ?? Number.POSITIVE_INFINITY) < to) behind += 1;
  return { first, others: spans.slice(first, behind) };
}

/** What others, disjoint and in order, leave free of a span. */
export function freeParts({ from, to }: Span, others: readonly Span[]): readonly Span[] {
  const free: Span[] = [];
  let at = from;
  for (const other of others) {
    if (other.from > at) free.push({ from: at, to: other.from });
    at = Math.max(at, other.to);
  }
  if (to > at) free.push({ from: at, to });
  return free;
}
