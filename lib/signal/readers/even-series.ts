import { median } from '../statistics.ts';

/** Readings laid on equal steps. */
export type EvenSeries = {
  /** `NaN` where there is no reading. */
  readonly values: Float64Array;
  readonly periodSeconds: number;
  /** Time of the first step on the clock of the file, ms. */
  readonly startMs: number;
};

/** A month at one reading a second; more steps than that come from a wrong clock. */
const MOST_STEPS = 2_700_000;

/** The usual time between readings in seconds, whole where it is at least 1; `NaN` of fewer than two. */
export function usualPeriod(ms: Float64Array): number {
  const steps = ms.slice(1).map((one, i) => (one - (ms[i] ?? Number.NaN)) / 1000);
  const usual = median(steps.filter((step) => step > 0));
  return usual >= 1 ? Math.round(usual) : usual;
}

/**
 * Lays readings on equal steps; of several in one step the last counts. `undefined`: the times span more than a month.
 *
 * @param ms ascending where finite; a reading without a time is left out
 */
export function layOnSteps(
  ms: Float64Array,
  values: Float64Array,
  periodSeconds: number,
): EvenSeries | undefined {
  const timed = ms.filter(Number.isFinite);
  const startMs = timed[0] ?? 0;
  const steps = Math.round(((timed.at(-1) ?? startMs) - startMs) / (1000 * periodSeconds)) + 1;
  if (steps > MOST_STEPS) return undefined;
  const laid = new Float64Array(steps).fill(Number.NaN);
  for (const [i, value] of values.entries()) {
    const step = Math.round(((ms[i] ?? Number.NaN) - startMs) / (1000 * periodSeconds));
    if (step >= 0 && step < steps && Number.isFinite(value)) laid[step] = value;
  }
  return { values: laid, periodSeconds, startMs };
}
