import type { Samples, Span } from '../samples.ts';

/** Dropouts up to this long are bridged by a straight line; a QRS complex lasts about 100 ms. */
const BRIDGED_SECONDS = 0.04;
/** Shorter pieces hold no rhythm and are left out. */
const SHORTEST_SECONDS = 2;

function finiteSpans(samples: Samples): Span[] {
  const spans: Span[] = [];
  let start = -1;
  for (let i = 0; i <= samples.length; i += 1) {
    const finite = i < samples.length && Number.isFinite(samples[i]);
    if (finite && start < 0) start = i;
    if (finite || start < 0) continue;
    spans.push({ start, end: i });
    start = -1;
  }
  return spans;
}

function joinAcrossDropouts(spans: readonly Span[], longest: number): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const before = joined.at(-1);
    if (before && span.start - before.end <= longest)
      joined[joined.length - 1] = { start: before.start, end: span.end };
    else joined.push(span);
  }
  return joined;
}

/** The stretches of a lead that were recorded: no `NaN` longer than 40 ms, at least 2 s each. */
export function recordedSpans(samples: Samples, rate: number): readonly Span[] {
  const joined = joinAcrossDropouts(finiteSpans(samples), BRIDGED_SECONDS * rate);
  return joined.filter(({ start, end }) => end - start >= SHORTEST_SECONDS * rate);
}

/** A copy of one span in which short dropouts are bridged by straight lines. */
export function bridged(samples: Samples, { start, end }: Span): Float64Array {
  const copy = new Float64Array(samples.subarray(start, end));
  for (let i = 1; i < copy.length; i += 1) {
    if (Number.isFinite(copy[i])) continue;
    let next = i;
    while (next < copy.length && !Number.isFinite(copy[next])) next += 1;
    const from = copy[i - 1] ?? 0;
    const to = copy[next] ?? from;
    for (let k = i; k < next; k += 1) copy[k] = from + ((to - from) * (k - i + 1)) / (next - i + 1);
  }
  return copy;
}
