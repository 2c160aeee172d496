import { powerOfTwo, powerSpectrum } from '../fourier.ts';
import { mean } from '../statistics.ts';
import { averageSpectra, type BandPowers, bandPowers, type Spectrum } from './bands.ts';
import { splineAt, splineGain } from './cubic-spline.ts';
import type { NormalIntervals } from './intervals.ts';

/** Resampling rate (Task Force 1996 and its successors: 2–4 Hz). */
const RATE = 4;
const SEGMENT_SECONDS = 256;
/** A spline is drawn across at most this; a longer gap ends the stretch. */
const BRIDGED_SECONDS = 4;
const FEWEST_INTERVALS = 20;
const HIGHEST_HZ = 0.42;

type Stretch = { readonly ms: Float64Array; readonly at: Float64Array };

function stretchesOf({ ms, at }: NormalIntervals): Stretch[] {
  const stretches: Stretch[] = [];
  let start = 0;
  for (let i = 1; i <= at.length; i += 1) {
    if (i < at.length && (at[i] ?? 0) - (at[i - 1] ?? 0) <= BRIDGED_SECONDS) continue;
    if (i - start >= FEWEST_INTERVALS)
      stretches.push({ ms: ms.subarray(start, i), at: at.subarray(start, i) });
    start = i;
  }
  return stretches;
}

/** From the first beat to the last; the spline is known from the end of the first interval on. */
const secondsOf = ({ ms, at }: Stretch): number => (at.at(-1) ?? 0) - (at[0] ?? 0) + (ms[0] ?? 0) / 1000;
const splineSeconds = ({ at }: Stretch): number => (at.at(-1) ?? 0) - (at[0] ?? 0);

/** One Hann-tapered segment, zero-padded to a common length so that all spectra share one grid. */
function segmentSpectrum(values: Float64Array, padded: number): Spectrum {
  const centre = mean(values);
  const taper = values.map((_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / values.length));
  const filled = new Float64Array(padded);
  filled.set(values.map((value, i) => (value - centre) * (taper[i] ?? 0)));
  const scale = 2 / (RATE * taper.reduce((sum, w) => sum + w * w, 0));
  return { density: powerSpectrum(filled).map((power) => scale * power), step: RATE / padded };
}

/** Undoes what the spline took from each frequency; beyond half a beat's rate there is nothing to restore. */
function restore({ density, step }: Spectrum, meanSeconds: number): Spectrum {
  const restored = density.map((power, k) => {
    const cycles = k * step * meanSeconds;
    return cycles < 0.5 ? power / splineGain(cycles) ** 2 : power;
  });
  return { density: restored.subarray(0, Math.ceil(HIGHEST_HZ / step) + 1), step };
}

function spectraOf(stretch: Stretch, length: number): Spectrum[] {
  const count = Math.floor(splineSeconds(stretch) * RATE) + 1;
  const values = splineAt(stretch.at, stretch.ms, stretch.at[0] ?? 0, 1 / RATE, count);
  const spectra: Spectrum[] = [];
  for (let start = 0; start + length <= count; start += Math.floor(length / 2)) {
    const spectrum = segmentSpectrum(values.subarray(start, start + length), 2 * powerOfTwo(length));
    spectra.push(restore(spectrum, mean(stretch.ms) / 1000));
  }
  return spectra;
}

/**
 * Band powers by Welch's averaged periodogram (Welch 1967, doi:10.1109/TAU.1967.1161901) of the intervals resampled at
 * 4 Hz by a cubic spline, whose loss towards high frequencies is undone.
 */
export function welchPowers(intervals: NormalIntervals): BandPowers {
  const stretches = stretchesOf(intervals);
  const longest = Math.max(0, ...stretches.map(secondsOf));
  const length = Math.floor(Math.min(SEGMENT_SECONDS, Math.max(0, ...stretches.map(splineSeconds))) * RATE);
  const spectra = length > 0 ? stretches.flatMap((stretch) => spectraOf(stretch, length)) : [];
  return bandPowers(averageSpectra(spectra), longest);
}
