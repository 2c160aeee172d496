import type { Unmeasured } from '../measured.ts';
import type { Samples } from '../samples.ts';
import { DAY_MINUTES } from './sleep.ts';

/** A cosine of 24 hours fitted to a series. */
type Cosinor = {
  /** Rhythm-adjusted mean, in the unit of the series. */
  readonly mesor: number;
  /** Half the swing, in the unit of the series. */
  readonly amplitude: number;
  /** Minute of the local day at which the cosine peaks. */
  readonly acrophaseMinute: number;
};

const QUARTERS = 4;
const FEWEST_PER_QUARTER = 60;
const ANGLE = (2 * Math.PI) / DAY_MINUTES;

/** Sums for the normal equations of y = m + a·cos + b·sin. */
function normalSums(values: Samples, firstMinute: number) {
  const sums = { n: 0, c: 0, s: 0, cc: 0, ss: 0, cs: 0, y: 0, yc: 0, ys: 0 };
  const quarters = [0, 0, 0, 0];
  for (const [minute, y] of values.entries()) {
    if (!Number.isFinite(y)) continue;
    const [c, s] = [Math.cos(ANGLE * (firstMinute + minute)), Math.sin(ANGLE * (firstMinute + minute))];
    const quarter = Math.floor((((firstMinute + minute) % DAY_MINUTES) * QUARTERS) / DAY_MINUTES);
    quarters[quarter] = (quarters[quarter] ?? 0) + 1;
    sums.n += 1;
    sums.c += c;
    sums.s += s;
    sums.cc += c * c;
    sums.ss += s * s;
    sums.cs += c * s;
    sums.y += y;
    sums.yc += y * c;
    sums.ys += y * s;
  }
  return { sums, fewest: Math.min(...quarters) };
}

/**
 * Circadian rhythm of a series by single-component cosinor (Cornelissen 2014, doi:10.1186/1742-4682-11-16).
 *
 * @param values one a minute; `NaN` where there is none
 * @param firstMinute local minute of the day of the first
 */
export function fitCosinor(values: Samples, firstMinute: number): Cosinor | Unmeasured {
  const { sums, fewest } = normalSums(values, firstMinute);
  if (fewest < FEWEST_PER_QUARTER) {
    const detail = `A daily rhythm needs ${FEWEST_PER_QUARTER} minutes in each quarter of the day; one has ${fewest}.`;
    return { missing: 'too-short', detail };
  }
  const { n, c, s, cc, ss, cs, y, yc, ys } = sums;
  // Centred sums: the mean drops out of the normal equations.
  const [C, S, X] = [cc - (c * c) / n, ss - (s * s) / n, cs - (c * s) / n];
  const [P, Q] = [yc - (y * c) / n, ys - (y * s) / n];
  const a = (P * S - Q * X) / (C * S - X * X);
  const b = (Q * C - P * X) / (C * S - X * X);
  const peak = Math.atan2(b, a) / ANGLE;
  return {
    mesor: (y - a * c - b * s) / n,
    amplitude: Math.hypot(a, b),
    acrophaseMinute: (peak + DAY_MINUTES) % DAY_MINUTES,
  };
}
