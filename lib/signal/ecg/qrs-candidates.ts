import { movingAverage } from '../filters/moving-average.ts';
import { bandPass } from '../filters/sections.ts';
import { zeroPhase } from '../filters/zero-phase.ts';
import type { Samples, Span } from '../samples.ts';
import { separatedTops } from '../separated-tops.ts';
import { median } from '../statistics.ts';
import { parabolicOffset } from './parabola.ts';

/** Where a QRS complex may be: a top of the slope envelope, none nearer than 200 ms to a higher one. */
export type Candidate = {
  /** Sample index of the top. */
  readonly at: number;
  /** Mean |slope| there, in signal units per sample. */
  readonly height: number;
  /** Steepest slope within 80 ms of it in a wider band: tells a QRS complex from a T wave. */
  readonly steepness: number;
  /** Median of mean |slope| on both sides of it, beyond the complex: what it stands out of. */
  readonly rest: number;
  /** Highest and lowest point within 100 ms of it. */
  readonly up: Extremum;
  readonly down: Extremum;
};

export type Extremum = {
  readonly at: number;
  /** Distance from the baseline in signal units, at least 0. */
  readonly size: number;
  /** Where the true extremum lies between samples: −0.5 … 0.5. */
  readonly offset: number;
};

/** One gapless stretch of a lead after filtering. */
type Envelope = {
  readonly candidates: readonly Candidate[];
  /** Mean |slope| at each sample of the stretch. */
  readonly slope: Float64Array;
};

/** A stretch of a lead, and where it lies: what is found is told as indices of the lead. */
type Stretch = {
  readonly values: Samples;
  /** Index in the lead of the first value. */
  readonly start: number;
  /** The part of the lead that candidates are wanted of; the rest is there for the filters to settle. */
  readonly wanted: Span;
};

/** Two beats cannot be nearer: 300 per minute. */
const REFRACTORY_SECONDS = 0.2;
/**
 * QRS energy, away from T waves below and muscle above: between the 5–15 Hz of Pan and Tompkins 1985, which lets late T
 * waves in, and the 8–20 Hz of Elgendi et al. 2010 (doi:10.5220/0002742704280431), which loses wide ectopic beats.
 */
const QRS_BAND = [6, 18] as const;
const WAVE_BAND = [3, 30] as const;
/** Averaging over 80 ms joins the up- and down-stroke (Hamilton 2002, doi:10.1109/CIC.2002.1166717). */
const AVERAGING_SECONDS = 0.08;
const STEEPNESS_SECONDS = 0.08;
/** Half a QRS complex and the delay between its steepest slopes and its extremum. */
const EXTREMUM_SECONDS = 0.1;

/** |Central difference|, half the change over two samples, in place of the values. */
function toAbsoluteSlope(values: Float64Array): Float64Array {
  let before = values[0] ?? 0;
  for (let i = 0; i < values.length - 1; i += 1) {
    const here = values[i] ?? 0;
    values[i] = i > 0 ? Math.abs((values[i + 1] ?? 0) - before) / 2 : 0;
    before = here;
  }
  values.fill(0, -1);
  return values;
}

const within = (centre: number, reach: number, length: number): Span => ({
  start: Math.max(0, centre - reach),
  end: Math.min(length, centre + reach + 1),
});

/** Greatest |central difference| of a piece. */
function steepest(values: Float64Array, { start, end }: Span): number {
  let best = 0;
  for (let i = Math.max(1, start); i < Math.min(end, values.length - 1); i += 1)
    best = Math.max(best, Math.abs((values[i + 1] ?? 0) - (values[i - 1] ?? 0)) / 2);
  return best;
}

function extremum(values: Float64Array, { start, end }: Span, sign: 1 | -1, from: number): Extremum {
  let at = start;
  for (let i = start; i < end; i += 1) if (sign * (values[i] ?? 0) > sign * (values[at] ?? 0)) at = i;
  return { at: at + from, size: Math.max(0, sign * (values[at] ?? 0)), offset: parabolicOffset(values, at) };
}

/** Where the complex has ended on either side, and no other wave has begun. */
const FLANK_SECONDS = [0.12, 0.25] as const;
const PROBES = 12;

function restAround(slope: Float64Array, at: number, rate: number): number {
  const [near, far] = FLANK_SECONDS;
  const probes: number[] = [];
  for (let k = 0; k < PROBES; k += 1) {
    const distance = Math.round((near + ((far - near) * k) / (PROBES - 1)) * rate);
    for (const i of [at - distance, at + distance])
      if (i >= 0 && i < slope.length) probes.push(slope[i] ?? 0);
  }
  return probes.length > 0 ? median(probes) : 0;
}

/** Slope envelope of one gapless stretch of a lead, and its tops. */
export function findCandidates({ values, start, wanted }: Stretch, rate: number): Envelope {
  const narrow = zeroPhase(bandPass(2, ...QRS_BAND, rate), values, rate);
  const slope = movingAverage(toAbsoluteSlope(narrow), AVERAGING_SECONDS * rate);
  const wave = zeroPhase(bandPass(2, ...WAVE_BAND, rate), values, rate);
  const around = (at: number, seconds: number) => within(at, Math.round(seconds * rate), values.length);
  const tops = separatedTops(slope, REFRACTORY_SECONDS * rate).filter(
    (at) => at + start >= wanted.start && at + start < wanted.end,
  );
  const candidates = tops.map((at) => ({
    at: at + start,
    height: slope[at] ?? 0,
    steepness: steepest(wave, around(at, STEEPNESS_SECONDS)),
    rest: restAround(slope, at, rate),
    up: extremum(wave, around(at, EXTREMUM_SECONDS), 1, start),
    down: extremum(wave, around(at, EXTREMUM_SECONDS), -1, start),
  }));
  return { candidates, slope };
}
