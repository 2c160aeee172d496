import type { Moment } from '#lib/clinical/moment.ts';
import type { EcgRecording } from '#lib/modalities/wearables/slice.ts';
import { detectRPeaks } from '#lib/signal/ecg/detect-r-peaks.ts';
import { filterForReading } from '#lib/signal/ecg/display-filter.ts';
import { type Rhythm, rhythmOf } from '#lib/signal/ecg/rhythm.ts';
import type { SecondQuality } from '#lib/signal/ecg/signal-quality.ts';
import { cleanIntervals } from '#lib/signal/hrv/clean-intervals.ts';
import { intervalsOfBeats } from '#lib/signal/hrv/intervals.ts';
import { sinusDoubt } from '#lib/signal/hrv/sinus-doubt.ts';
import { meanHeartRate, rmssd, sdnn } from '#lib/signal/hrv/time-domain.ts';
import type { Measured } from '#lib/signal/measured.ts';

/** One lead of one ECG strip, read. */
export type Strip = {
  readonly reference: string;
  readonly lead: string;
  readonly start: Moment;
  readonly seconds: number;
  /** Samples per second. */
  readonly rate: number;
  /** mV; `NaN` where nothing was recorded. */
  readonly values: Float32Array;
  /** The same, 0.5–40 Hz without mains. */
  readonly filtered: Float32Array;
  /** Seconds of the R peaks from the start. */
  readonly peaks: Float64Array;
  readonly quality: readonly SecondQuality[];
  readonly heartRate: Measured;
  readonly rmssd: Measured;
  readonly sdnn: Measured;
  readonly rhythm: Rhythm;
  /** Why its variability is held against no norm; `null`: it is. */
  readonly sinusDoubt: string | null;
};

/** Beats, quality and variability of a strip; intervals in bad seconds count for nothing. */
export function readStrip({ reference, lead, start, periodMs, values }: EcgRecording): Strip {
  const rate = 1000 / periodMs;
  const { seconds: peaks, quality } = detectRPeaks(values, rate);
  const isBad = (second: number) => quality[Math.floor(second)] !== 'good';
  const intervals = intervalsOfBeats(peaks);
  const normal = cleanIntervals(intervals, (i) => isBad(peaks[i] ?? 0) || isBad(peaks[i + 1] ?? 0));
  const rhythm = rhythmOf(peaks);
  return {
    reference,
    lead,
    start,
    seconds: values.length / rate,
    rate,
    values,
    filtered: filterForReading(values, rate),
    peaks,
    quality,
    heartRate: meanHeartRate(normal),
    rmssd: rmssd(normal),
    sdnn: sdnn(normal),
    rhythm,
    sinusDoubt: sinusDoubt(rhythm, normal),
  };
}
