import { type Measured, tooShort } from '../measured.ts';
import type { Samples, Span } from '../samples.ts';
import { mean } from '../statistics.ts';
import { type CleanSaturation, removeArtefacts } from './artefacts.ts';
import { type Desaturation, findDesaturations } from './desaturations.ts';

/** What a night (or any stretch) of oximetry shows; units are in the names. */
export type SaturationSummary = {
  /** Hours with a valid reading: the denominator of every index. */
  readonly validHours: number;
  readonly removed: CleanSaturation['removed'];
  /** Falls of at least 3 points. */
  readonly events: readonly Desaturation[];
  /** Events per hour with a fall of at least 3, and at least 4 points. */
  readonly odi3PerHour: Measured;
  readonly odi4PerHour: Measured;
  /** Share of valid time below 90 %. */
  readonly t90Percent: Measured;
  /**
   * Area of the events below their start, in %·min per hour: after Azarbarzin et al. 2019 (doi:10.1093/eurheartj/ehy624), who
   * take the area of respiratory events below a baseline before each; without a record of breathing, desaturations stand in.
   */
  readonly burdenPercentMinPerHour: Measured;
  readonly meanPercent: Measured;
  readonly lowestPercent: Measured;
};

/** Below this an index is chance. */
const SHORTEST_HOURS = 1 / 6;
/** Four points, less what smoothing takes. */
const FOUR = 3.9;

/**
 * Summary of a stretch of saturation at equal steps.
 *
 * @param saturation in %; `NaN` where there is none
 * @param span samples to look at, e.g. the sleep; all unless given
 */
export function summariseSaturation(
  saturation: Samples,
  periodSeconds: number,
  span: Span = { start: 0, end: saturation.length },
): SaturationSummary {
  const { percent, removed } = removeArtefacts(saturation.subarray(span.start, span.end), periodSeconds);
  const valid = percent.filter(Number.isFinite);
  const validHours = (valid.length * periodSeconds) / 3600;
  const events = findDesaturations(percent, periodSeconds).map((event) => ({
    ...event,
    start: event.start + span.start,
    nadir: event.nadir + span.start,
    end: event.end + span.start,
  }));
  const measure = (value: () => number): Measured =>
    validHours >= SHORTEST_HOURS
      ? { value: value() }
      : tooShort(`10 minutes of valid saturation are needed; there are ${(60 * validHours).toFixed(1)}.`);
  return {
    validHours,
    removed,
    events,
    odi3PerHour: measure(() => events.length / validHours),
    odi4PerHour: measure(() => events.filter(({ fall }) => fall >= FOUR).length / validHours),
    t90Percent: measure(() => (100 * valid.filter((one) => one < 90).length) / valid.length),
    burdenPercentMinPerHour: measure(() => events.reduce((sum, { burden }) => sum + burden, 0) / validHours),
    meanPercent: measure(() => mean(valid)),
    lowestPercent: measure(() => valid.reduce((low, one) => Math.min(low, one), 100)),
  };
}
