import { fromLogOdds, logOdds, type Prediction } from './calibration-process.ts';

/** An estimate with its interval (95 %) at the number of patients that there are: to look at, not to stop by. */
export type Estimate = { readonly estimate: number; readonly low: number; readonly high: number };

/** Cox's recalibration: intercept with the slope held at 1, and slope. 0 and 1 are perfect. */
export type Recalibration = { readonly inTheLarge: Estimate; readonly slope: Estimate };

const Z = 1.959963984540054;
const STEPS = 50;
const DONE = 1e-10;
/** Where all have one outcome no finite value fits. */
const FARTHEST = 15;

type Step = { readonly move: readonly [number, number]; readonly errors: readonly [number, number] };
type Fitted = { readonly values: readonly [number, number]; readonly errors: readonly [number, number] };

/** Gradient and information of intercept and slope at some values. */
function slopesAt(predictions: readonly Prediction[], a: number, b: number) {
  const sums = { ga: 0, gb: 0, aa: 0, ab: 0, bb: 0 };
  for (const { probability, outcome } of predictions) {
    const x = logOdds(probability);
    const told = fromLogOdds(a + b * x);
    const weight = told * (1 - told);
    sums.ga += outcome - told;
    sums.gb += (outcome - told) * x;
    sums.aa += weight;
    sums.ab += weight * x;
    sums.bb += weight * x * x;
  }
  return sums;
}

/** Newton's step of the intercept alone; its standard error beside it. */
function stepOfIntercept(predictions: readonly Prediction[], a: number, b: number): Step | null {
  const { ga, aa } = slopesAt(predictions, a, b);
  return aa > 0 ? { move: [ga / aa, 0], errors: [Math.sqrt(1 / aa), 0] } : null;
}

function stepOfBoth(predictions: readonly Prediction[], a: number, b: number): Step | null {
  const { ga, gb, aa, ab, bb } = slopesAt(predictions, a, b);
  const determinant = aa * bb - ab * ab;
  if (!(determinant > 0)) return null;
  return {
    move: [(bb * ga - ab * gb) / determinant, (aa * gb - ab * ga) / determinant],
    errors: [Math.sqrt(bb / determinant), Math.sqrt(aa / determinant)],
  };
}

/** Newton's method for logistic regression on the log-odds, from perfect calibration; `null` where no finite fit is found. */
function newton(predictions: readonly Prediction[], stepAt: typeof stepOfBoth): Fitted | null {
  let [a, b] = [0, 1];
  for (let steps = 0; steps < STEPS; steps += 1) {
    const step = stepAt(predictions, a, b);
    if (!step || Math.max(Math.abs(a), Math.abs(b)) > FARTHEST) return null;
    const [da, db] = step.move;
    [a, b] = [a + da, b + db];
    if (Math.abs(da) + Math.abs(db) < DONE) return { values: [a, b], errors: step.errors };
  }
  return null;
}

const withInterval = (estimate = 0, error = 0): Estimate => ({
  estimate,
  low: estimate - Z * error,
  high: estimate + Z * error,
});

/**
 * Calibration in the large and slope of predictions against outcomes. Cox DR, Biometrika 1958;45:562–565; Van Calster B et al.,
 * BMC Med 2019;17:230. `null` where too few patients or only one outcome leave them open.
 */
export function recalibrate(predictions: readonly Prediction[]): Recalibration | null {
  const events = predictions.filter(({ outcome }) => outcome === 1).length;
  if (events === 0 || events === predictions.length) return null;
  const [large, both] = [newton(predictions, stepOfIntercept), newton(predictions, stepOfBoth)];
  if (!(large && both)) return null;
  return {
    inTheLarge: withInterval(large.values[0], large.errors[0]),
    slope: withInterval(both.values[1], both.errors[1]),
  };
}
