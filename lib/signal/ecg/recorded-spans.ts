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

/** The first sample from `at` on that was not recorded; the length where all were. */
function nextGap(values: Samples, at: number): number {
  let i = at;
  while (i < values.length && Number.isFinite(values[i])) i += 1;
  return i;
}

/** Draws a straight line over the gap at `start`, level where a side is missing; returns its end. */
function bridgeGap(values: Float64Array, start: number): number {
  let end = start;
  while (end < values.length && !Number.isFinite(values[end])) end += 1;
  const from = values[start - 1] ?? values[end] ?? 0;
  const to = values[end] ?? from;
  for (let k = start; k < end; k += 1) values[k] = from + ((to - from) * (k - start + 1)) / (end - start + 1);
  return end;
}

/** One span with short dropouts bridged by straight lines: a copy where there are any, else the samples themselves. */
export function bridged(samples: Samples, { start, end }: Span): Samples {
  const recorded = samples.subarray(start, end);
  let gap = nextGap(recorded, 0);
  if (gap === recorded.length) return recorded;
  const copy = new Float64Array(recorded);
  while (gap < copy.length) gap = nextGap(copy, bridgeGap(copy, gap));
  return copy;
}
