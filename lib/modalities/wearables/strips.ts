import { detectRPeaks } from '#lib/signal/ecg/detect-r-peaks.ts';
import { isIrregularRhythm, type Rhythm, rhythmOf } from '#lib/signal/ecg/rhythm.ts';
import { cleanIntervals } from '#lib/signal/hrv/clean-intervals.ts';
import { intervalsOfBeats } from '#lib/signal/hrv/intervals.ts';
import { rmssd, sdnn } from '#lib/signal/hrv/time-domain.ts';
import { isMeasured, type Measured, tooShort } from '#lib/signal/measured.ts';
import { median } from '#lib/signal/statistics.ts';
import { remembered } from './remembered.ts';
import type { EcgRecording } from './slice.ts';
import { windowBefore, within } from './window.ts';

/** What all ECG strips of the window say together. */
export type Strips = {
  readonly recordings: readonly EcgRecording[];
  /** ms, median of the strips in regular rhythm. */
  readonly rmssd: Measured;
  readonly sdnn: Measured;
  /** % of readable strips that are irregular without a pattern. */
  readonly irregular: Measured;
  /** Early beats in % of the beats of strips in regular rhythm. */
  readonly ectopic: Measured;
};

type Strip = {
  readonly beats: number;
  readonly rhythm: Rhythm;
  readonly rmssd: Measured;
  readonly sdnn: Measured;
};

/** Less than that of a strip, and its rhythm is a guess. */
const GOOD_SHARE = 0.7;
const FEWEST_STRIPS = 3;

/** Reads one lead; `undefined` when too little of it is good. Variability is taken from good seconds alone. */
function readStrip({ values, periodMs }: EcgRecording): Strip | undefined {
  const { seconds, quality } = detectRPeaks(values, 1000 / periodMs);
  const bad = quality.map((verdict) => verdict !== 'good');
  if (bad.filter((one) => !one).length < GOOD_SHARE * quality.length) return undefined;
  const isBad = (second: number) => bad[Math.floor(second)] === true;
  const intervals = intervalsOfBeats(seconds);
  const normal = cleanIntervals(
    intervals,
    (i) => isBad(intervals.at[i] ?? 0) || isBad((intervals.at[i] ?? 0) - (intervals.ms[i] ?? 0) / 1000),
  );
  return { beats: seconds.length, rhythm: rhythmOf(seconds), rmssd: rmssd(normal), sdnn: sdnn(normal) };
}

function medianOf(measures: readonly Measured[], what: string): Measured {
  const values = measures.filter(isMeasured).map(({ value }) => value);
  if (values.length >= FEWEST_STRIPS) return { value: median(values) };
  return tooShort(
    `${what} needs ${FEWEST_STRIPS} readable strips in regular rhythm; there are ${values.length}.`,
  );
}

function shareOf(part: number, whole: number, strips: number, what: string): Measured {
  if (strips >= FEWEST_STRIPS && whole > 0) return { value: (100 * part) / whole };
  return tooShort(`${what} needs ${FEWEST_STRIPS} readable strips; there are ${strips}.`);
}

/** One lead of each ECG: others tell the same beats. */
function oneLeadEach(recordings: readonly EcgRecording[]): EcgRecording[] {
  const seen = new Set<string>();
  return recordings.filter(({ reference }) => !seen.has(reference) && seen.add(reference));
}

export const stripsBefore = remembered((slice, at): Strips => {
  const recordings = oneLeadEach(within(slice.ecg, windowBefore(at)));
  const strips = recordings.flatMap((one) => readStrip(one) ?? []);
  const judged = strips.filter(({ rhythm }) => isMeasured(rhythm.irregularShare));
  const regular = judged.filter(({ rhythm }) => !isIrregularRhythm(rhythm));
  const sum = (pick: (strip: Strip) => number) => regular.reduce((total, strip) => total + pick(strip), 0);
  return {
    recordings,
    rmssd: medianOf(
      regular.map((strip) => strip.rmssd),
      'RMSSD',
    ),
    sdnn: medianOf(
      regular.map((strip) => strip.sdnn),
      'SDNN',
    ),
    irregular: shareOf(
      judged.length - regular.length,
      judged.length,
      judged.length,
      'The share of irregular strips',
    ),
    ectopic: shareOf(
      sum(({ rhythm }) => rhythm.early.length),
      sum(({ beats }) => beats),
      regular.length,
      'The share of early beats',
    ),
  };
});
