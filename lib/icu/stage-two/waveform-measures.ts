// What the curves of a monitor say of an hour: a few numbers of its last half minute.
import { detectRPeaks } from '#lib/signal/ecg/detect-r-peaks.ts';
import type { Samples } from '#lib/signal/samples.ts';
import { mean, quantile } from '#lib/signal/statistics.ts';
import type { WaveformId } from '../events/stream-event.ts';

/** Seconds at the end of an hour that are looked at. */
export const WAVEFORM_SECONDS = 30;

export type Curve = { readonly samples: Samples; readonly rate: number };
/** The last seconds of an hour, NaN where nothing was recorded; absent: no such curve. */
export type Curves = Partial<Record<WaveformId, Curve>>;

const FEWEST_BEATS = 15;

const recorded = ({ samples }: Curve): Float64Array =>
  Float64Array.from(samples).filter((one) => !Number.isNaN(one));

/** From trough to top, without the outermost samples, which may be noise; NaN where half is missing. */
function height(curve: Curve | undefined): number {
  if (!curve) return Number.NaN;
  const values = recorded(curve);
  if (values.length < curve.samples.length / 2) return Number.NaN;
  return quantile(values, 0.98) - quantile(values, 0.02);
}

/** Root mean square of successive differences over the mean interval (Dash et al. 2009, doi:10.1007/s10439-009-9740-z). */
function irregularity(curve: Curve | undefined): number {
  if (!curve) return Number.NaN;
  const { seconds } = detectRPeaks(curve.samples, curve.rate);
  if (seconds.length < FEWEST_BEATS) return Number.NaN;
  const intervals = seconds.slice(1).map((one, k) => one - (seconds[k] ?? 0));
  const steps = intervals.slice(1).map((one, k) => (one - (intervals[k] ?? 0)) ** 2);
  return Math.sqrt(mean(steps)) / mean(intervals);
}

export const waveformMeasures = [
  {
    id: 'ecg.irregularity',
    label: 'Irregularity of the beat',
    unit: '1',
    plausible: [0, 2],
    read: ({ ecg }: Curves) => irregularity(ecg),
  },
  {
    id: 'pleth.height',
    label: 'Height of the pulse at the finger',
    unit: '1',
    plausible: [0, 2],
    read: ({ pleth }: Curves) => height(pleth),
  },
  {
    id: 'abp.height',
    label: 'Height of the arterial pulse',
    unit: 'mm[Hg]',
    plausible: [0, 250],
    read: ({ abp }: Curves) => height(abp),
  },
] as const;

/** In the order of `waveformMeasures`; NaN: not to be had, or impossible. */
export const readCurves = (curves: Curves): Float32Array =>
  Float32Array.from(waveformMeasures, ({ read, plausible: [low, high] }) => {
    const value = read(curves);
    return value >= low && value <= high ? value : Number.NaN;
  });
