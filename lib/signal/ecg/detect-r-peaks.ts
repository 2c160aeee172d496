import type { Samples, Span } from '../samples.ts';
import { decideBeats } from './beat-decision.ts';
import { type Candidate, findCandidates } from './qrs-candidates.ts';
import { rExtrema } from './r-extremum.ts';
import { bridged, recordedSpans } from './recorded-spans.ts';
import { withoutNoise } from './reject-noise.ts';
import { judgeSeconds, restLevels, type SecondQuality } from './signal-quality.ts';

/** The beats of one lead, and how far it can be trusted. */
export type RPeaks = {
  /** Sample index of each R wave (of the S wave where the lead is inverted), ascending. */
  readonly at: Int32Array;
  /** Its time in seconds from the first sample, between samples by a parabola. */
  readonly seconds: Float64Array;
  /** Size of each beat's extremum above or below the baseline, in signal units. */
  readonly size: Float64Array;
  /** One verdict for each second of the lead. */
  readonly quality: readonly SecondQuality[];
};

export const LOWEST_RATE = 64;
/** Filters run over blocks of this many seconds: memory stays small for any length, and a block in the cache. */
const BLOCK_SECONDS = 60;
/** What a block sees of its neighbours, so that its filters have settled. */
const MARGIN_SECONDS = 4;

type Scan = { readonly candidates: Candidate[]; readonly rest: Float64Array };

/** Adds the candidates of `block`, and its level between beats, seen with a margin inside `span`. */
function scanBlock(samples: Samples, rate: number, span: Span, block: Span, scan: Scan): void {
  const margin = Math.round(MARGIN_SECONDS * rate);
  const start = Math.max(span.start, block.start - margin);
  const end = Math.min(span.end, block.end + margin);
  const values = bridged(samples, { start, end });
  const { candidates, slope } = findCandidates({ values, start, wanted: block }, rate);
  for (const candidate of candidates) scan.candidates.push(candidate);
  restLevels(slope.subarray(block.start - start, block.end - start), block.start, rate, scan.rest);
}

function scanLead(samples: Samples, rate: number): Scan {
  const scan: Scan = { candidates: [], rest: new Float64Array(Math.ceil(samples.length / rate)) };
  const step = Math.round(BLOCK_SECONDS * rate);
  for (const span of recordedSpans(samples, rate)) {
    for (let start = span.start; start < span.end; start += step)
      scanBlock(samples, rate, span, { start, end: Math.min(span.end, start + step) }, scan);
  }
  return scan;
}

/**
 * Finds the R waves of one ECG lead of any length. The unit does not matter; `NaN` marks samples that were not recorded.
 *
 * @param rate samples per second, at least {@link LOWEST_RATE}; else `RangeError`
 */
export function detectRPeaks(samples: Samples, rate: number): RPeaks {
  if (!(rate >= LOWEST_RATE && Number.isFinite(rate)))
    throw new RangeError(`R peaks need at least ${LOWEST_RATE} samples per second, not ${rate}`);
  const { candidates, rest } = scanLead(samples, rate);
  const beats = withoutNoise(decideBeats(candidates, rate));
  const extrema = rExtrema(beats);
  return {
    at: Int32Array.from(extrema, ({ at }) => at),
    seconds: Float64Array.from(extrema, ({ at, offset }) => (at + offset) / rate),
    size: Float64Array.from(extrema, ({ size }) => size),
    quality: judgeSeconds(samples, rate, beats, rest),
  };
}
