import { detectRPeaks } from '#lib/signal/ecg/detect-r-peaks.ts';
import { type Rhythm, rhythmOf } from '#lib/signal/ecg/rhythm.ts';
import type { SecondQuality } from '#lib/signal/ecg/signal-quality.ts';
import { cleanIntervals } from '#lib/signal/hrv/clean-intervals.ts';
import { intervalsOfBeats } from '#lib/signal/hrv/intervals.ts';
import { rhythmRefusal, unlessRefused } from '#lib/signal/hrv/rhythm-refusal.ts';
import { sinusDoubt } from '#lib/signal/hrv/sinus-doubt.ts';
import { meanHeartRate, rmssd, sdnn } from '#lib/signal/hrv/time-domain.ts';
import type { Measured, Unmeasured } from '#lib/signal/measured.ts';
import type { EcgRecording } from './slice.ts';

/** One lead of one ECG strip, read. */
export type Strip = {
  readonly recording: EcgRecording;
  readonly seconds: number;
  /** Samples per second. */
  readonly rate: number;
  /** Seconds of the R peaks from the start. */
  readonly peaks: Float64Array;
  readonly quality: readonly SecondQuality[];
  readonly rhythm: Rhythm;
  /** Per minute. */
  readonly heartRate: Measured;
  /** ms; none without a regular rhythm. */
  readonly rmssd: Measured;
  readonly sdnn: Measured;
  /** Why its variability is held against no norm; `null`: it is. */
  readonly sinusDoubt: string | null;
};

type Told = Pick<Strip, 'rhythm' | 'heartRate' | 'rmssd' | 'sdnn' | 'sinusDoubt'>;

/** Less than that of a strip, and its rhythm is a guess. */
const GOOD_SHARE = 0.7;

function tooBad(quality: readonly SecondQuality[]): Unmeasured | undefined {
  const good = quality.filter((verdict) => verdict === 'good').length;
  if (good >= GOOD_SHARE * quality.length) return undefined;
  return {
    missing: 'unreliable',
    detail: `A strip needs ${100 * GOOD_SHARE} % of good signal; ${good} of ${quality.length} s are good.`,
  };
}

const nothing = (reason: Unmeasured): Told => ({
  rhythm: { early: [], irregularShare: reason },
  heartRate: reason,
  rmssd: reason,
  sdnn: reason,
  sinusDoubt: null,
});

/** Intervals that touch a bad second count for nothing. */
function tell(peaks: Float64Array, quality: readonly SecondQuality[]): Told {
  const isBad = (second = 0) => (quality[Math.floor(second)] ?? 'good') !== 'good';
  const normal = cleanIntervals(intervalsOfBeats(peaks), (i) => isBad(peaks[i]) || isBad(peaks[i + 1]));
  const rhythm = rhythmOf(peaks);
  const refusal = rhythmRefusal(rhythm);
  return {
    rhythm,
    heartRate: meanHeartRate(normal),
    rmssd: unlessRefused(rmssd(normal), refusal),
    sdnn: unlessRefused(sdnn(normal), refusal),
    sinusDoubt: sinusDoubt(rhythm, normal),
  };
}

/** Beats, quality, rhythm and variability of a lead of at least 64 samples per second; else `RangeError`. */
export function readStrip(recording: EcgRecording): Strip {
  const { periodMs, values } = recording;
  const rate = 1000 / periodMs;
  const { seconds: peaks, quality } = detectRPeaks(values, rate);
  const reason = tooBad(quality);
  const told = reason ? nothing(reason) : tell(peaks, quality);
  return { recording, seconds: values.length / rate, rate, peaks, quality, ...told };
}
