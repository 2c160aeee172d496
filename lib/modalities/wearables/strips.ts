import { isIrregularRhythm } from '#lib/signal/ecg/rhythm.ts';
import { isMeasured, type Measured, tooShort } from '#lib/signal/measured.ts';
import { median } from '#lib/signal/statistics.ts';
import { readStrip, type Strip } from './read-strip.ts';
import type { EcgRecording } from './slice.ts';

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

/** Of a patient who is asked about day by day the same strips are wanted again. */
const read = new WeakMap<EcgRecording, Strip>();

function readOnce(lead: EcgRecording): Strip {
  const strip = read.get(lead) ?? readStrip(lead);
  read.set(lead, strip);
  return strip;
}

/** One lead of each ECG: others tell the same beats. */
export function readStrips(leads: readonly EcgRecording[]): readonly Strip[] {
  const seen = new Set<string>();
  return leads.filter(({ reference }) => !seen.has(reference) && seen.add(reference)).map(readOnce);
}

/**
 * One strip is enough: RMSSD of 30 s agrees with that of five minutes (Munoz ML et al., PLoS One 2015;10:e0138921), and a strip of
 * 30 s tells atrial fibrillation (2024 ESC Guidelines, Eur Heart J 2024;45:3314–3414).
 */
function medianOf(measures: readonly Measured[], what: string): Measured {
  const values = measures.filter(isMeasured).map(({ value }) => value);
  if (values.length > 0) return { value: median(values) };
  return tooShort(`${what} needs a readable strip in regular rhythm; there is none.`);
}

function shareOf(part: number, whole: number, what: string): Measured {
  if (whole > 0) return { value: (100 * part) / whole };
  return tooShort(`${what} needs a readable strip; there is none.`);
}

/** Of somebody who mostly fibrillates a strip that looks regular is one by chance. */
const mostlyIrregular = (what: string): Measured =>
  tooShort(`${what} needs a regular rhythm, and most strips are irregular.`);

export function measureStrips(strips: readonly Strip[]): StripMeasures {
  const judged = strips.filter(({ rhythm }) => isMeasured(rhythm.irregularShare));
  const regular = judged.filter(({ rhythm }) => !isIrregularRhythm(rhythm));
  const sum = (pick: (strip: Strip) => number) => regular.reduce((total, strip) => total + pick(strip), 0);
  const irregular = judged.length - regular.length;
  const mostly = irregular > regular.length;
  const ofRegular = (what: string, measure: () => Measured) => (mostly ? mostlyIrregular(what) : measure());
  const variability = (name: 'rmssd' | 'sdnn') =>
    ofRegular(name.toUpperCase(), () =>
      medianOf(
        strips.map((strip) => strip[name]),
        name.toUpperCase(),
      ),
    );
  const early = 'The share of early beats';
  return {
    rmssd: variability('rmssd'),
    sdnn: variability('sdnn'),
    irregular: shareOf(irregular, judged.length, 'The share of irregular strips'),
    ectopic: ofRegular(early, () =>
      shareOf(
        sum(({ rhythm }) => rhythm.early.length),
        sum(({ peaks }) => peaks.length),
        early,
      ),
    ),
  };
}
