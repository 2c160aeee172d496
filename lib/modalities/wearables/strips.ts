import { isIrregularRhythm } from '#lib/signal/ecg/rhythm.ts';
import { isMeasured, type Measured, tooShort } from '#lib/signal/measured.ts';
import { median } from '#lib/signal/statistics.ts';
import { readStrip, type Strip } from './read-strip.ts';
import type { EcgRecording } from './slice.ts';

const FEWEST_STRIPS = 3;

/** What all ECG strips of the window say together. */
export type StripMeasures = {
  /** ms, median of the strips in regular rhythm. */
  readonly rmssd: Measured;
  readonly sdnn: Measured;
  /** % of readable strips that are irregular without a pattern. */
  readonly irregular: Measured;
  /** Early beats in % of the beats of strips in regular rhythm. */
  readonly ectopic: Measured;
};

/** One lead of each ECG: others tell the same beats. */
export function readStrips(leads: readonly EcgRecording[]): readonly Strip[] {
  const seen = new Set<string>();
  return leads.filter(({ reference }) => !seen.has(reference) && seen.add(reference)).map(readStrip);
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

export function measureStrips(strips: readonly Strip[]): StripMeasures {
  const judged = strips.filter(({ rhythm }) => isMeasured(rhythm.irregularShare));
  const regular = judged.filter(({ rhythm }) => !isIrregularRhythm(rhythm));
  const sum = (pick: (strip: Strip) => number) => regular.reduce((total, strip) => total + pick(strip), 0);
  return {
    rmssd: medianOf(
      strips.map((strip) => strip.rmssd),
      'RMSSD',
    ),
    sdnn: medianOf(
      strips.map((strip) => strip.sdnn),
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
      sum(({ peaks }) => peaks.length),
      regular.length,
      'The share of early beats',
    ),
  };
}
