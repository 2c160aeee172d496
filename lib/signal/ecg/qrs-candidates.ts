import { movingAverage } from '../filters/moving-average.ts';
import { bandPass } from '../filters/sections.ts';
import { zeroPhase } from '../filters/zero-phase.ts';
import type { Span } from '../samples.ts';
import { separatedTops } from '../separated-tops.ts';
import { parabolicOffset } from './parabola.ts';

/** Where a QRS complex may be: a top of the slope envelope, none nearer than 200 ms to a higher one. */
export type Candidate = {
  /** Sample index of the top. */
  readonly at: number;
  /** Mean |slope| there, in signal units per sample. */
  readonly height: number;
  /** Steepest slope within 80 ms of it in a wider band: tells a QRS complex from a T wave. */
  readonly steepness: number;
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
export type Envelope = {
  readonly candidates: readonly Candidate[];
  /** Mean |slope| at each sample. */
  readonly slope: Float64Array;
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

/** |Central difference|: half the change over two samples. */
function absoluteSlope(values: Float64Array): Float64Array {
  const slopes = new Float64Array(values.length);
  for (let i = 1; i < values.length - 1; i += 1)
    slopes[i] = Math.abs((values[i + 1] ?? 0) - (values[i - 1] ?? 0)) / 2;
  return slopes;
}

const within = (centre: number, reach: number, length: number): Span => ({
  start: Math.max(0, centre - reach),
  end: Math.min(length, centre + reach + 1),
});

function highest(values: Float64Array, { start, end }: Span): number {
  let best = 0;
  for (let i = start; i < end; i += 1) best = Math.max(best, values[i] ?? 0);
  return best;
}

function extremum(values: Float64Array, { start, end }: Span, sign: 1 | -1): Extremum {
  let at = start;
  for (let i = start; i < end; i += 1) if (sign * (values[i] ?? 0) > sign * (values[at] ?? 0)) at = i;
  return { at, size: Math.max(0, sign * (values[at] ?? 0)), offset: parabolicOffset(values, at) };
}

/** Slope envelope of one gapless stretch of a lead, and its tops; indices count from the start of the stretch. */
export function findCandidates(lead: Float64Array, rate: number): Envelope {
  const narrow = zeroPhase(bandPass(2, ...QRS_BAND, rate), lead, rate);
  const slope = movingAverage(absoluteSlope(narrow), AVERAGING_SECONDS * rate);
  const wave = zeroPhase(bandPass(2, ...WAVE_BAND, rate), lead, rate);
  const waveSlope = absoluteSlope(wave);
  const around = (at: number, seconds: number) => within(at, Math.round(seconds * rate), lead.length);
  const candidates = separatedTops(slope, REFRACTORY_SECONDS * rate).map((at) => ({
    at,
    height: slope[at] ?? 0,
    steepness: highest(waveSlope, around(at, STEEPNESS_SECONDS)),
    up: extremum(wave, around(at, EXTREMUM_SECONDS), 1),
    down: extremum(wave, around(at, EXTREMUM_SECONDS), -1),
  }));
  return { candidates, slope };
}
