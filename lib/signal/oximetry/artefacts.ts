import type { Samples } from '../samples.ts';

/** Saturation at equal steps, with what was taken out. */
export type CleanSaturation = {
  /** In %; `NaN` where there is no valid reading. */
  readonly percent: Float64Array;
  readonly removed: { readonly outOfRange: number; readonly offFinger: number };
};

/** What an oximeter can measure (Levy et al. 2021, doi:10.1038/s41746-020-00373-5, preprocessing). */
const RANGE_PERCENT = [50, 100] as const;
/**
 * Blood does not change by more than 4 points in a second (Taha et al. 1997). A device may
 * report in steps, though: only a jump beyond 10 is the finger off the probe.
 */
const FASTEST_PER_SECOND = 10;
/** Back on the finger: within this of the level before. */
const BACK_WITHIN = 4;
/** What lies between a sudden fall and a sudden rise, up to this long, is off the finger. */
const LONGEST_SECONDS = 60;

/** End of the artefact that begins with a jump at `start`: where the saturation comes back near `level`. */
function endOfJump(percent: Float64Array, start: number, level: number, reach: number): number | undefined {
  for (let i = start + 1; i < Math.min(percent.length, start + reach); i += 1) {
    const jump = (percent[i] ?? 0) - (percent[i - 1] ?? 0);
    if (jump > 0 && Math.abs((percent[i] ?? 0) - level) <= BACK_WITHIN) return i;
  }
  return undefined;
}

/** Takes out values that an oximeter cannot measure and, at steps of up to 2 s, falls that are faster than blood. */
export function removeArtefacts(saturation: Samples, periodSeconds: number): CleanSaturation {
  const percent = Float64Array.from(saturation, (one) =>
    one >= RANGE_PERCENT[0] && one <= RANGE_PERCENT[1] ? one : Number.NaN,
  );
  const outOfRange = percent.filter(Number.isNaN).length - saturation.filter(Number.isNaN).length;
  let offFinger = 0;
  if (periodSeconds > 2) return { percent, removed: { outOfRange, offFinger } };
  const reach = Math.round(LONGEST_SECONDS / periodSeconds);
  for (let i = 1; i < percent.length; i += 1) {
    const before = percent[i - 1] ?? Number.NaN;
    if (!(before - (percent[i] ?? Number.NaN) > FASTEST_PER_SECOND * periodSeconds)) continue;
    const end = endOfJump(percent, i, before, reach);
    if (end === undefined) continue;
    percent.fill(Number.NaN, i, end);
    offFinger += end - i;
  }
  return { percent, removed: { outOfRange, offFinger } };
}
