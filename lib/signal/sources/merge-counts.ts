import { freeParts, overlapping, type Span } from './spans.ts';

/** Something counted over a span of time, ms. */
export type Counted = Span & { readonly count: number };

/** A part of what was counted, at a constant rate and without others at the same time. */
export type CountedPiece<T extends Counted> = Counted & { readonly of: T };

/** How much of a piece was counted between two times. */
const shareIn = ({ from, to, count }: Counted, start: number, end: number): number =>
  (count * Math.max(0, Math.min(to, end) - Math.max(from, start))) / (to - from);

/** Adds what a count tells beyond the pieces that are there. */
function addTo<T extends Counted>(pieces: CountedPiece<T>[], counted: T): void {
  const { first, others } = overlapping(pieces, counted);
  const known = others.reduce((sum, piece) => sum + shareIn(piece, counted.from, counted.to), 0);
  const free = freeParts(counted, others);
  const length = free.reduce((sum, { from, to }) => sum + to - from, 0);
  if (length <= 0) return;
  const rest = Math.max(0, counted.count - known);
  const added = free.map((part) => ({
    ...part,
    count: (rest * (part.to - part.from)) / length,
    of: counted,
  }));
  pieces.splice(first, others.length, ...[...others, ...added].toSorted((a, b) => a.from - b.from));
}

const order = (a: Counted, b: Counted): number =>
  a.to - a.from - (b.to - b.from) || a.from - b.from || b.count - a.count;

/**
 * Counts of several sources as one: a source that is believed more holds where it counted, and of a longer span of another
 * only what that counted beyond it is left, spread over the time that was free. So a walk is walked once, whoever counted
 * it in whatever spans. Of one source the shorter span, which tells more, goes first.
 *
 * @param sources what each counted, the most believed first; spans are longer than 0
 * @returns disjoint pieces in order of time
 */
export function mergeCounts<T extends Counted>(sources: readonly (readonly T[])[]): CountedPiece<T>[] {
  const pieces: CountedPiece<T>[] = [];
  for (const counted of sources) for (const one of counted.toSorted(order)) addTo(pieces, one);
  return pieces;
}
