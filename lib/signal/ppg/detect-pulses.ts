import { parabolicOffset } from '../ecg/parabola.ts';
import { bandPass } from '../filters/sections.ts';
import { zeroPhase } from '../filters/zero-phase.ts';
import { cleanIntervals } from '../hrv/clean-intervals.ts';
import { splineAt } from '../hrv/cubic-spline.ts';
import { intervalsOfBeats, type NormalIntervals } from '../hrv/intervals.ts';
import { separatedTops } from '../separated-tops.ts';
import { mean, median, variance } from '../statistics.ts';

/** A photoplethysmogram as its device took it: at uneven times, as cameras do. */
type Ppg = {
  /** Seconds of each sample, ascending. */
  readonly seconds: Float64Array;
  /** Any unit, either polarity. */
  readonly values: Float64Array;
};

/** Samples per second after interpolation: a step of 10 ms, which the parabola then divides. */
const RATE = 100;
/** Pulses and the harmonics that make their upstroke steep. */
const BAND = [0.7, 5] as const;
/** 180 per minute. */
const REFRACTORY_SECONDS = 0.33;
/** A second, dicrotic rise is less than half as steep as the first. */
const LEAST_SHARE = 0.5;
const WINDOW_SECONDS = 1.5;
const WINDOWS_AROUND = 4;
const SHORTEST_SECONDS = 5;

function skewness(values: Float64Array): number {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 3)) / variance(values) ** 1.5;
}

/** Upward slope of the pulse wave: blood rises faster than it falls, which tells the polarity. */
function upwardSlope(ppg: Ppg): Float64Array {
  const start = ppg.seconds[0] ?? 0;
  const count = Math.floor(((ppg.seconds.at(-1) ?? start) - start) * RATE) + 1;
  const even = splineAt(ppg.seconds, ppg.values, start, 1 / RATE, count);
  const wave = zeroPhase(bandPass(2, ...BAND, RATE), even, RATE, 2);
  const slope = wave.map((_, i) => (wave[i + 1] ?? wave[i] ?? 0) - (wave[i - 1] ?? wave[i] ?? 0));
  return skewness(slope) < 0 ? slope.map((one) => -one) : slope;
}

/** Usual height of the steepest rise around each window. */
function usualHeights(slope: Float64Array, tops: readonly number[]): Float64Array {
  const length = WINDOW_SECONDS * RATE;
  const highest = new Float64Array(Math.ceil(slope.length / length));
  for (const top of tops) {
    const window = Math.floor(top / length);
    highest[window] = Math.max(highest[window] ?? 0, slope[top] ?? 0);
  }
  return highest.map((_, k) =>
    median(highest.subarray(Math.max(0, k - WINDOWS_AROUND), k + WINDOWS_AROUND + 1)),
  );
}

/** Strictly ascending in time, as a spline needs; samples that are no numbers are left out. */
function ordered({ seconds, values }: Ppg): Ppg {
  const kept: number[] = [];
  for (const [i, second] of seconds.entries()) {
    const before = kept.at(-1);
    const later = before === undefined || second > (seconds[before] ?? 0);
    if (Number.isFinite(second) && Number.isFinite(values[i]) && later) kept.push(i);
  }
  return {
    seconds: Float64Array.from(kept, (i) => seconds[i] ?? 0),
    values: Float64Array.from(kept, (i) => values[i] ?? 0),
  };
}

/** Half the window in which pulses are compared, s. */
const TEMPLATE_SECONDS = 0.3;

function correlation(a: Float64Array, b: Float64Array): number {
  const [ma, mb] = [mean(a), mean(b)];
  let covariance = 0;
  for (let i = 0; i < a.length; i += 1) covariance += ((a[i] ?? 0) - ma) * ((b[i] ?? 0) - mb);
  return covariance / a.length / Math.sqrt(variance(a) * variance(b));
}

/** Correlation of each pulse with the median pulse; 0 where a window leaves the recording. */
function likeness(slope: Float64Array, pulses: readonly number[]): Float64Array {
  const half = TEMPLATE_SECONDS * RATE;
  const windows = pulses.map((at) => slope.subarray(Math.max(0, at - half), at + half + 1));
  const whole = windows.filter(({ length }) => length === 2 * half + 1);
  const template = Float64Array.from({ length: 2 * half + 1 }, (_, k) =>
    median(whole.map((one) => one[k] ?? 0)),
  );
  return Float64Array.from(windows, (one) =>
    one.length === template.length ? correlation(one, template) : 0,
  );
}

/** The pulses of one photoplethysmogram. */
type Pulses = {
  /** Seconds of the steepest rise of each. */
  readonly seconds: Float64Array;
  /** How like the median pulse each is: 1 the same, 0 nothing in common; below 0.86 no pulse to rely on. */
  readonly likeness: Float64Array;
};

/** Orphanidou et al. 2015 (doi:10.1109/JBHI.2014.2338351): the threshold of their template match for PPG. */
const TRUSTED_LIKENESS = 0.86;

/**
 * Pulses by the steepest rise of each, which varies less with the shape of the pulse than its peak does (Peng et al. 2015,
 * doi:10.1109/JBHI.2014.2363161). None below 5 s.
 */
export function detectPulses(ppg: Ppg): Pulses {
  const clean = ordered(ppg);
  const start = clean.seconds[0] ?? 0;
  if (!((clean.seconds.at(-1) ?? start) - start >= SHORTEST_SECONDS))
    return { seconds: new Float64Array(), likeness: new Float64Array() };
  const slope = upwardSlope(clean);
  const tops = separatedTops(slope, REFRACTORY_SECONDS * RATE);
  const usual = usualHeights(slope, tops);
  const pulses = tops.filter(
    (top) => (slope[top] ?? 0) > LEAST_SHARE * (usual[Math.floor(top / (WINDOW_SECONDS * RATE))] ?? 0),
  );
  return {
    seconds: Float64Array.from(pulses, (top) => start + (top + parabolicOffset(slope, top)) / RATE),
    likeness: likeness(slope, pulses),
  };
}

/** The pulses of the channel whose pulses are most alike: the red one of a camera is often at the end of its range. */
export function detectPulsesOfChannels(seconds: Float64Array, channels: readonly Float64Array[]): Pulses {
  const found = channels.map((values) => detectPulses({ seconds, values }));
  const alike = (pulses: Pulses) => (pulses.likeness.length > 0 ? mean(pulses.likeness) : 0);
  return (
    found.toSorted((one, other) => alike(other) - alike(one))[0] ?? {
      seconds: new Float64Array(),
      likeness: new Float64Array(),
    }
  );
}

/** Intervals between pulses, cleaned; one that touches a pulse not to rely on counts as bad signal. */
export function pulseIntervals({ seconds, likeness: alike }: Pulses): NormalIntervals {
  const isBad = (i: number) => Math.min(alike[i] ?? 0, alike[i + 1] ?? 0) < TRUSTED_LIKENESS;
  return cleanIntervals(intervalsOfBeats(seconds), isBad);
}
