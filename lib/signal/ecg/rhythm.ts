import { intervalsOfBeats } from '../hrv/intervals.ts';
import { isMeasured, type Measured, tooShort } from '../measured.ts';
import { mean, median } from '../statistics.ts';

/** What the times of beats alone say about the rhythm; neither is a diagnosis. */
export type Rhythm = {
  /** Places of beats that came early, a pause after them. */
  readonly early: readonly number[];
  /** Share of windows whose intervals are irregular without a pattern, as in atrial fibrillation; 0 to 1. */
  readonly irregularShare: Measured;
};

/** An early beat comes before 80 % of the usual interval and the next one takes more than the usual (Malik 1989). */
const EARLY = 0.8;
const NEIGHBOURS = 5;

/** Windows of 64 beats (McManus et al. 2013, doi:10.1016/j.hrthm.2012.12.001); a 30-s strip is one of fewer. */
const WINDOW = 64;
const FEWEST = 20;
/** RMSSD over the mean interval (Dash et al. 2009, doi:10.1007/s10439-009-9740-z). */
const IRREGULARITY = 0.1;
/** Two-sided 95 %. */
const Z = 1.96;

/** Intervals that end in an early beat, as places in `ms`. */
function earlyIntervals(ms: Float64Array): number[] {
  const found: number[] = [];
  for (let i = 0; i < ms.length - 1; i += 1) {
    const usual = median(ms.subarray(Math.max(0, i - NEIGHBOURS), i + NEIGHBOURS + 1));
    if ((ms[i] ?? 0) < EARLY * usual && (ms[i + 1] ?? 0) > usual) found.push(i);
  }
  return found;
}

/** Whether the number of turning points is that of random intervals: a bigeminus turns at every beat, a breath rarely. */
function turnsAtRandom(ms: Float64Array): boolean {
  let turns = 0;
  for (let i = 1; i < ms.length - 1; i += 1) {
    const [before, here, after] = [ms[i - 1] ?? 0, ms[i] ?? 0, ms[i + 1] ?? 0];
    if ((here - before) * (here - after) > 0) turns += 1;
  }
  const n = ms.length;
  return Math.abs(turns - (2 * (n - 2)) / 3) <= Z * Math.sqrt((16 * n - 29) / 90);
}

function isIrregular(ms: Float64Array): boolean {
  const differences = ms.slice(1).map((one, i) => (one - (ms[i] ?? 0)) ** 2);
  return Math.sqrt(mean(differences)) / mean(ms) > IRREGULARITY && turnsAtRandom(ms);
}

/** Intervals without the early beats and their pauses, which are irregular by themselves (Dash et al. 2009). */
function withoutEarly(ms: Float64Array, early: readonly number[]): Float64Array {
  const left = new Set(early.flatMap((i) => [i, i + 1]));
  return ms.filter((_, i) => !left.has(i));
}

/** Most of it is irregular without a pattern; too short to tell is not. */
export const isIrregularRhythm = ({ irregularShare }: Rhythm): boolean =>
  isMeasured(irregularShare) && irregularShare.value > 0.5;

/** Early beats and irregularity from the seconds of beats, ascending. */
export function rhythmOf(seconds: Float64Array): Rhythm {
  const { ms } = intervalsOfBeats(seconds);
  const early = earlyIntervals(ms);
  // With an early beat among ten there is no usual rhythm to compare with: fibrillation is not ectopy.
  const rest = early.length > ms.length / 10 ? ms : withoutEarly(ms, early);
  if (rest.length < FEWEST)
    return {
      early: early.map((i) => i + 1),
      irregularShare: tooShort(`${FEWEST} intervals are needed; there are ${rest.length}.`),
    };
  const windows = Array.from({ length: Math.max(1, Math.floor(rest.length / WINDOW)) }, (_, k) =>
    rest.subarray(k * WINDOW, Math.min(rest.length, (k + 1) * WINDOW)),
  );
  const value = windows.filter(isIrregular).length / windows.length;
  return { early: early.map((i) => i + 1), irregularShare: { value } };
}
