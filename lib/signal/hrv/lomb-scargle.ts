import { averageSpectra, type BandPowers, bandPowers, type Spectrum } from './bands.ts';
import type { NormalIntervals } from './intervals.ts';

/** Windows of five minutes (Task Force 1996), half overlapping; a shorter recording is one window. */
const WINDOW_SECONDS = 300;
/** Frequencies per independent frequency. */
const OVERSAMPLING = 2;
const HIGHEST_HZ = 0.42;
/** A window with more than a fifth removed describes the removal. */
const FEWEST_COVERED = 0.8;
const FEWEST_INTERVALS = 20;

type Window = { readonly ms: Float64Array; readonly at: Float64Array; readonly start: number };

/** Hann taper at each beat of a window, and the lengths less their weighted mean, times the taper. */
function taper({ ms, at, start }: Window, seconds: number) {
  const weight = at.map((t) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (t - start)) / seconds));
  let [sum, total] = [0, 0];
  for (let i = 0; i < ms.length; i += 1) {
    sum += (weight[i] ?? 0) * (ms[i] ?? 0);
    total += weight[i] ?? 0;
  }
  return { weight, tapered: ms.map((one, i) => (one - sum / total) * (weight[i] ?? 0)) };
}

/**
 * Sums over beats of w·x·cos ωt, w·x·sin ωt, w²·cos 2ωt and w²·sin 2ωt for each ω, by rotating one phasor per beat.
 */
function sums(window: Window, weight: Float64Array, tapered: Float64Array, step: number, count: number) {
  const [xc, xs, wc, ws] = Array.from({ length: 4 }, () => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = 0; i < tapered.length; i += 1) {
    const angle = 2 * Math.PI * step * ((window.at[i] ?? 0) - window.start);
    const [dc, ds] = [Math.cos(angle), Math.sin(angle)];
    const [x, w2] = [tapered[i] ?? 0, (weight[i] ?? 0) ** 2];
    let [c, s] = [1, 0];
    for (let k = 0; k < count; k += 1) {
      xc[k] = (xc[k] ?? 0) + x * c;
      xs[k] = (xs[k] ?? 0) + x * s;
      wc[k] = (wc[k] ?? 0) + w2 * (c * c - s * s);
      ws[k] = (ws[k] ?? 0) + w2 * 2 * c * s;
      [c, s] = [c * dc - s * ds, c * ds + s * dc];
    }
  }
  return { xc, xs, wc, ws, energy: weight.reduce((sum, w) => sum + w * w, 0) };
}

/** Normalised so that a sinusoid of amplitude A has the area A²/2. */
function spectrumOf(window: Window, seconds: number): Spectrum {
  const step = 1 / (OVERSAMPLING * seconds);
  const count = Math.ceil(HIGHEST_HZ / step) + 1;
  const { weight, tapered } = taper(window, seconds);
  const { xc, xs, wc, ws, energy } = sums(window, weight, tapered, step, count);
  const scale = (2 * seconds) / window.ms.length;
  const density = xc.map((x, k) => {
    const [y, c2, s2] = [xs[k] ?? 0, wc[k] ?? 0, ws[k] ?? 0];
    const tau = Math.atan2(s2, c2) / 2;
    const [ct, st] = [Math.cos(tau), Math.sin(tau)];
    const tilt = Math.hypot(c2, s2);
    const inPhase = (x * ct + y * st) ** 2 / ((energy + tilt) / 2);
    const across = energy - tilt > 1e-9 * energy ? (y * ct - x * st) ** 2 / ((energy - tilt) / 2) : 0;
    return (scale * (inPhase + across)) / 2;
  });
  return { density, step };
}

/** Index of the first element that is at least `value`, in an ascending array. */
function lowerBound(values: Float64Array, value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Second at which the first interval begins. */
const beginOf = (ms: Float64Array, at: Float64Array): number => (at[0] ?? 0) - (ms[0] ?? 0) / 1000;

const isFull = ({ ms }: Window, seconds: number): boolean =>
  ms.length >= FEWEST_INTERVALS && ms.reduce((sum, one) => sum + one, 0) / 1000 >= FEWEST_COVERED * seconds;

/** Windows are laid half overlapping from the first beat on; those that a gap leaves empty are passed over in one step. */
function* windowsOf({ ms, at }: NormalIntervals, seconds: number): Generator<Window> {
  const end = at.at(-1) ?? 0;
  const first = beginOf(ms, at);
  const hop = seconds / 2;
  for (let n = 0; first + n * hop + seconds <= end + 1e-6; n += 1) {
    const start = first + n * hop;
    const [from, to] = [lowerBound(at, start), lowerBound(at, start + seconds)];
    const window = { ms: ms.subarray(from, to), at: at.subarray(from, to), start };
    if (isFull(window, seconds)) yield window;
    const next = Math.floor(((at[to] ?? end) - first) / hop) - 2;
    // Beyond whole numbers a clock no longer tells one window from the next.
    if (!Number.isSafeInteger(next)) return;
    if (from === to) n = Math.max(n, next);
  }
}

/**
 * Band powers by the periodogram of unevenly sampled data (Lomb 1976, doi:10.1007/BF00648343; Scargle 1982,
 * doi:10.1086/160554): no interpolation, removed intervals are simply absent. A Hann taper keeps a peak in its band.
 */
export function lombScarglePowers(intervals: NormalIntervals): BandPowers {
  const { ms, at } = intervals;
  const total = (at.at(-1) ?? 0) - beginOf(ms, at);
  const seconds = Math.min(WINDOW_SECONDS, total);
  const spectra =
    seconds > 0 ? [...windowsOf(intervals, seconds)].map((one) => spectrumOf(one, seconds)) : [];
  return bandPowers(averageSpectra(spectra), spectra.length > 0 ? seconds : 0);
}
