import type { Samples } from '../samples.ts';
import { median, quantile } from '../statistics.ts';
import type { Candidate } from './qrs-candidates.ts';

/**
 * Whether a second of a lead can be trusted. `missing`: not recorded; `flat`: one value, as with a lead off; `clipped`:
 * at the end of the recorder's range; `noisy`: between beats it is too restless, or it jumps.
 */
export type SecondQuality = 'good' | 'missing' | 'flat' | 'clipped' | 'noisy';

/** Beats are told from the rest at 0.31 of their height; where the rest comes near, they are guesses. */
const REST_SHARE = 0.25;
/** An excursion of so many usual beats is a movement of the electrode. */
const JUMP = 8;
const FLAT_SHARE = 0.01;
const MISSING_SHARE = 0.5;
const CLIPPED_SECONDS = 0.02;
/** An end of the range this near the middle, in usual beats, is the baseline. */
const CLIPPED_SIZE = 0.25;
const NEIGHBOURS = 8;
/** Enough of a second to know its level. */
const PROBES = 40;
const REST_QUANTILE = 0.3;

/** Writes the slope level between beats (30th percentile) of each second into `rest`, from an envelope at `offset`. */
export function restLevels(slope: Float64Array, offset: number, rate: number, rest: Float64Array): void {
  const stride = Math.max(1, Math.floor(rate / PROBES));
  const probes = new Float64Array(Math.ceil(rate / stride) + 1);
  let count = 0;
  let second = Math.floor(offset / rate);
  for (let i = 0; i < slope.length; i += stride) {
    const now = Math.floor((offset + i) / rate);
    if (now !== second) {
      rest[second] = quantile(probes.subarray(0, count), REST_QUANTILE);
      count = 0;
    }
    second = now;
    probes[count] = slope[i] ?? 0;
    count += 1;
  }
  if (count > 0) rest[second] = quantile(probes.subarray(0, count), REST_QUANTILE);
}

type Limits = { readonly low: number; readonly high: number };
type Range = Limits & { readonly finite: number };

/** Lowest and highest sample, and how many are finite. */
function rangeOf(samples: Samples): Range {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let finite = 0;
  for (let i = 0; i < samples.length; i += 1) {
    const value = samples[i] ?? Number.NaN;
    if (value < low) low = value;
    if (value > high) high = value;
    // Infinite or NaN less itself is NaN.
    if (value - value === 0) finite += 1;
  }
  return { low, high, finite };
}

/** Longest run of one value. */
function longestRunAt(value: number, samples: Samples): number {
  let [run, longest] = [0, 0];
  for (let i = 0; i < samples.length; i += 1) {
    run = samples[i] === value ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

/** Whether a second stays at an end of the record's range, away from its own middle: a still baseline is no clipping. */
function isClipped(whole: Limits, own: Limits, samples: Samples, size: number, shortest: number): boolean {
  // Most seconds come near neither end: there is no run to look for.
  const reached = [own.low === whole.low ? [own.low] : [], own.high === whole.high ? [own.high] : []].flat();
  const ends = reached.filter((end) => longestRunAt(end, samples) >= shortest);
  if (ends.length === 0) return false;
  const middle = median(samples.filter(Number.isFinite));
  return ends.some((end) => Math.abs(end - middle) > CLIPPED_SIZE * size);
}

/** Usual height and size of the beats round each second; where noise is taken for beats, those of the whole record. */
class BeatScale {
  readonly #seconds: Float64Array;
  readonly #height: Float64Array;
  readonly #size: Float64Array;
  readonly #usualHeight: number;
  readonly #usualSize: number;
  #next = 0;

  constructor(beats: readonly Candidate[], rate: number) {
    this.#seconds = Float64Array.from(beats, ({ at }) => at / rate);
    this.#height = Float64Array.from(beats, ({ height }) => height);
    this.#size = Float64Array.from(beats, ({ up, down }) => up.size + down.size);
    this.#usualHeight = median(this.#height);
    this.#usualSize = median(this.#size);
  }

  /** Seconds are asked for in ascending order. */
  around(second: number): { readonly height: number; readonly size: number } {
    while ((this.#seconds[this.#next] ?? Number.POSITIVE_INFINITY) < second) this.#next += 1;
    const [from, to] = [Math.max(0, this.#next - NEIGHBOURS), this.#next + NEIGHBOURS];
    return {
      height: Math.min(this.#usualHeight, median(this.#height.subarray(from, to))),
      size: Math.min(this.#usualSize, median(this.#size.subarray(from, to))),
    };
  }
}

/** One verdict for each second of the lead; the last second may be a part of one. */
export function judgeSeconds(
  samples: Samples,
  rate: number,
  beats: readonly Candidate[],
  rest: Float64Array,
): readonly SecondQuality[] {
  const seconds = Array.from(rest, (level, second) => {
    const piece = samples.subarray(Math.round(second * rate), Math.round((second + 1) * rate));
    return { level, piece, range: rangeOf(piece) };
  });
  const whole = {
    low: seconds.reduce((low, { range }) => Math.min(low, range.low), Number.POSITIVE_INFINITY),
    high: seconds.reduce((high, { range }) => Math.max(high, range.high), Number.NEGATIVE_INFINITY),
  };
  const scale = new BeatScale(beats, rate);
  const shortest = Math.max(3, CLIPPED_SECONDS * rate);
  return seconds.map(({ level, piece, range }, second): SecondQuality => {
    if (range.finite < MISSING_SHARE * piece.length) return 'missing';
    const { height, size } = scale.around(second);
    const spread = range.high - range.low;
    if (spread === 0 || spread < FLAT_SHARE * size) return 'flat';
    if (isClipped(whole, range, piece, size, shortest)) return 'clipped';
    return level > REST_SHARE * height || spread > JUMP * size ? 'noisy' : 'good';
  });
}

/** How many seconds of each verdict a lead has. */
export function secondsByQuality(quality: readonly SecondQuality[]): Partial<Record<SecondQuality, number>> {
  const counts: Partial<Record<SecondQuality, number>> = {};
  for (const verdict of quality) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}
