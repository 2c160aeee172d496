import { weightedQuantiles } from './bootstrap.ts';
import { fitCox, type TwoCovariates } from './cox.ts';
import { type FollowUp, onceEach, timelineOf, type Weight } from './follow-up.ts';
import { quantileOfSorted } from './quantile.ts';

/** How far predicted risks lie from what was observed of patients of such a risk: mean, median, 90th percentile. */
export type CalibrationError = { readonly ici: number; readonly e50: number; readonly e90: number };

/** Knots of the three-knot restricted cubic spline. Harrell FE. Regression Modeling Strategies, 2nd ed. 2015, section 2.4.6. */
const KNOTS = [0.1, 0.5, 0.9] as const;
/** A risk of 0 or 1 has no complementary log-log. */
const LEAST = 1e-6;

const cloglog = (risk: number): number => Math.log(-Math.log(1 - Math.min(1 - LEAST, Math.max(LEAST, risk))));

const cubed = (x: number): number => (x > 0 ? x * x * x : 0);

/** The nonlinear term of the spline; 0 throughout where the knots do not lie apart. */
function bend(values: Float64Array): Float64Array {
  const sorted = values.toSorted();
  const [low, middle, high] = KNOTS.map((p) => quantileOfSorted(sorted, p));
  if (low === undefined || middle === undefined || high === undefined) return values.map(() => 0);
  if (!(low < middle && middle < high)) return values.map(() => 0);
  const [left, right] = [(high - low) / (high - middle), (middle - low) / (high - middle)];
  const scale = (high - low) ** 2;
  return values.map((x) => (cubed(x - low) - left * cubed(x - middle) + right * cubed(x - high)) / scale);
}

/** Mean 0 and standard deviation 1, where there is any; a fit does not depend on it, and Newton's method converges. */
function standardised(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
  return values.map((x) => (sd > LEAST ? (x - mean) / sd : 0));
}

/**
 * Calibration of risks by `horizonDays` against a smooth curve of what was observed: proportional hazards of a restricted cubic
 * spline of the complementary log-log of the predicted risk. Austin PC, Harrell FE, van Klaveren D. Stat Med 2020;39:2714–2742.
 *
 * @param followUps cut at the horizon or later
 */
export function prepareCalibration(
  risk: Float64Array,
  followUps: readonly FollowUp[],
  horizonDays: number,
): (weight?: Weight) => CalibrationError {
  const timeline = timelineOf(followUps);
  const transformed = risk.map(cloglog);
  const covariates: TwoCovariates = [standardised(transformed), standardised(bend(transformed))];
  const [x1, x2] = covariates;
  return (weight = onceEach(followUps.length)) => {
    const { coefficients, baseline } = fitCox(timeline, covariates, horizonDays, weight);
    const [b1, b2] = coefficients;
    const errors = risk.map((predicted, k) => {
      const observed = 1 - Math.exp(-baseline * Math.exp(b1 * (x1[k] ?? 0) + b2 * (x2[k] ?? 0)));
      return Math.abs(predicted - observed);
    });
    let [sum, all] = [0, 0];
    for (const [k, error] of errors.entries()) {
      sum += (weight[k] ?? 0) * error;
      all += weight[k] ?? 0;
    }
    const [e50 = Number.NaN, e90 = Number.NaN] = weightedQuantiles(errors, weight, [0.5, 0.9]);
    return { ici: sum / all, e50, e90 };
  };
}
