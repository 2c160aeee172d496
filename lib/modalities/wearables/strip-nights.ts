import { DAY_MS, HOUR_MS } from '#lib/clinical/moment.ts';
import { isIrregularRhythm } from '#lib/signal/ecg/rhythm.ts';
import { isMeasured, type Measured, tooShort } from '#lib/signal/measured.ts';
import { median } from '#lib/signal/statistics.ts';
import type { Strip } from './read-strip.ts';
import { MINUTE_MS } from './window.ts';

/** The ECG strips from one noon to the next. */
export type StripNight = {
  /** Its first noon, ms since the epoch. */
  readonly from: number;
  readonly strips: number;
  /** Of those, how many gave an RMSSD: these count for the week's. */
  readonly measured: number;
  /** Of those, in how many the rhythm could be judged, and in how many of these it is irregular without a pattern. */
  readonly readable: number;
  readonly irregular: number;
  /** ms, median of the strips. */
  readonly rmssd: Measured;
  /** Why no norm is held against it, when that is so of most strips that could be read; `null`: nothing speaks against it. */
  readonly doubt: string | null;
};

const NOON_MS = 12 * HOUR_MS;

function medianRmssd(strips: readonly Strip[]): Measured {
  const values = strips.flatMap(({ rmssd }) => (isMeasured(rmssd) ? rmssd.value : []));
  if (values.length > 0) return { value: median(values) };
  const [first] = strips;
  return first ? first.rmssd : tooShort('RMSSD needs a strip; there is none.');
}

function readNight(from: number, strips: readonly Strip[]): StripNight {
  const readable = strips.filter(({ rhythm }) => isMeasured(rhythm.irregularShare));
  const doubts = readable.flatMap(({ sinusDoubt }) => sinusDoubt ?? []);
  return {
    from,
    strips: strips.length,
    measured: strips.filter(({ rmssd }) => isMeasured(rmssd)).length,
    readable: readable.length,
    irregular: readable.filter(({ rhythm }) => isIrregularRhythm(rhythm)).length,
    rmssd: medianRmssd(strips),
    // One strip of 30 seconds may be a row of early beats.
    doubt: doubts.length > readable.length / 2 ? (doubts[0] ?? null) : null,
  };
}

/** Strips night by night, by one clock. `offset`: minutes east of UTC. */
export function stripNights(strips: readonly Strip[], offset: number): readonly StripNight[] {
  const shift = offset * MINUTE_MS - NOON_MS;
  const nights = Map.groupBy(strips, ({ recording: { start } }) => Math.floor((start.ms + shift) / DAY_MS));
  return [...nights].map(([night, own]) => readNight(night * DAY_MS - shift, own));
}
