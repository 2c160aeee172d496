import { type Measured, tooShort } from '../measured.ts';
import type { Samples, Span } from '../samples.ts';
import { median, quantile } from '../statistics.ts';

/** Rest begins after so many minutes without a step. */
const STILL_MINUTES = 5;
const FEWEST_MINUTES = 60;
/** The lower end of rest, but not its lowest minute, which is an artefact as often as not. */
const RESTING_SHARE = 0.1;

function isStill(steps: Samples, minute: number): boolean {
  for (let k = Math.max(0, minute - STILL_MINUTES); k <= minute; k += 1) if (steps[k] !== 0) return false;
  return true;
}

/**
 * Resting heart rate per minute: 10th percentile of the minutes that follow five minutes without a step (after Quer et al.
 * 2020, doi:10.1371/journal.pone.0227709).
 *
 * @param heartRate and `steps` per minute, of one length; `NaN` where the device was off
 * @param span minutes to look at, e.g. a day, whose first may follow steps of the day before; all unless given
 */
export function restingHeartRate(
  heartRate: Samples,
  steps: Samples,
  span: Span = { start: 0, end: heartRate.length },
): Measured {
  const resting = heartRate
    .subarray(span.start, span.end)
    .filter((rate, place) => Number.isFinite(rate) && isStill(steps, span.start + place));
  if (resting.length >= FEWEST_MINUTES) return { value: quantile(resting, RESTING_SHARE) };
  return tooShort(`Resting heart rate needs ${FEWEST_MINUTES} minutes at rest; there are ${resting.length}.`);
}

/** A walk: at least five minutes at this many steps. */
const WALK_STEPS = 60;
const WALK_MINUTES = 5;
/** Recovery is read this long after the walk ends … */
const RECOVERY_MINUTES = 2;
/** … with fewer steps than this since. */
const STANDING_STEPS = 10;
const FEWEST_WALKS = 3;

/** Minutes at which a walk has just ended. */
function walkEnds(steps: Samples): number[] {
  const ends: number[] = [];
  let walked = 0;
  for (let minute = 0; minute < steps.length; minute += 1) {
    const walking = (steps[minute] ?? 0) >= WALK_STEPS;
    if (!walking && walked >= WALK_MINUTES) ends.push(minute);
    walked = walking ? walked + 1 : 0;
  }
  return ends;
}

/**
 * Fall of the heart rate two minutes after a walk, per minute; median of the walks. Daily life and no exercise test, so that
 * the limits of Cole et al. 1999 (doi:10.1056/NEJM199910283411804) do not hold.
 */
export function heartRateRecovery(heartRate: Samples, steps: Samples): Measured {
  const falls = walkEnds(steps).flatMap((end) => {
    const after = steps.subarray(end, end + RECOVERY_MINUTES);
    const fall = (heartRate[end - 1] ?? Number.NaN) - (heartRate[end + RECOVERY_MINUTES - 1] ?? Number.NaN);
    return after.every((count) => count < STANDING_STEPS) && Number.isFinite(fall) ? [fall] : [];
  });
  if (falls.length >= FEWEST_WALKS) return { value: median(falls) };
  return tooShort(`Recovery needs ${FEWEST_WALKS} walks that end in rest; there are ${falls.length}.`);
}
