import { wilsonInterval } from '#lib/evaluation/coverage.ts';
import { inTheLargeP, type Prediction, slopeP } from './calibration-process.ts';
import { type Recalibration, recalibrate } from './recalibration.ts';

/** Patients of like probability; the interval is Wilson's, 95 %. */
export type CalibrationGroup = {
  readonly predicted: number;
  readonly observed: number;
  readonly low: number;
  readonly high: number;
  readonly patients: number;
};

/** Whether one model's probabilities of one condition come true. */
export type CalibrationReport = {
  readonly condition: string;
  readonly model: string;
  /** Patients whose outcome is known, and how many had the event. */
  readonly patients: number;
  readonly events: number;
  readonly expected: number;
  readonly fit: Recalibration | null;
  readonly inTheLargeP: number;
  readonly slopeP: number;
  readonly level: number;
  /** Of as many patients each, by rising probability. */
  readonly groups: readonly CalibrationGroup[];
  readonly alarm: boolean;
};

const GROUPS = 5;
/** A probability of 0 or 1 that does not come true could never be forgiven: it is a rounding. */
const LEAST = 1e-4;

const within = (probability: number): number => Math.min(1 - LEAST, Math.max(LEAST, probability));

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function groupsOf(predictions: readonly Prediction[]): readonly CalibrationGroup[] {
  const sorted = predictions.toSorted((a, b) => a.probability - b.probability);
  const cut = (at: number) => Math.round((at * sorted.length) / GROUPS);
  return Array.from({ length: GROUPS }, (_, at) => sorted.slice(cut(at), cut(at + 1)))
    .filter((group) => group.length > 0)
    .map((group) => {
      const events = group.filter(({ outcome }) => outcome === 1).length;
      const { estimate: observed, low, high } = wilsonInterval(events, group.length);
      const predicted = meanOf(group.map(({ probability }) => probability));
      return { predicted, observed, low, high, patients: group.length };
    });
}

/**
 * Calibration of predictions in the order in which their outcomes became known. Either process may alarm, so each has half of
 * the level.
 */
export function reportCalibration(
  { condition, model }: Pick<CalibrationReport, 'condition' | 'model'>,
  told: readonly Prediction[],
  level: number,
): CalibrationReport {
  const predictions = told.map(({ probability, outcome }) => ({ probability: within(probability), outcome }));
  const [large, slope] = [inTheLargeP(predictions).at(-1) ?? 1, slopeP(predictions).at(-1) ?? 1];
  return {
    condition,
    model,
    patients: predictions.length,
    events: predictions.filter(({ outcome }) => outcome === 1).length,
    expected: predictions.reduce((sum, { probability }) => sum + probability, 0),
    fit: recalibrate(predictions),
    inTheLargeP: large,
    slopeP: slope,
    level,
    groups: groupsOf(predictions),
    alarm: Math.min(large, slope) <= level / 2,
  };
}
