import type { Timeline, Weight } from './follow-up.ts';

/** Two covariates of each patient; one that is 0 throughout plays no part. */
export type TwoCovariates = readonly [Float64Array, Float64Array];

export type CoxFit = {
  readonly coefficients: readonly [number, number];
  /** Cumulative hazard by `horizon` of a patient whose covariates are 0 (Breslow). */
  readonly baseline: number;
};

/** Keeps the solution of a covariate that plays no part at 0; beside the information of one event it is nothing. */
const RIDGE = 1e-9;
const MOST_STEPS = 30;
const CONVERGED = 1e-10;

type Derivatives = { readonly gradient: [number, number]; readonly information: [number, number, number] };

/** Weighted sums over the patients at risk: Σw, Σwx₁, Σwx₂, Σwx₁x₁, Σwx₁x₂, Σwx₂x₂, with w = weight · exp(η). */
type RiskSums = [number, number, number, number, number, number];

type Died = [weight: number, x1: number, x2: number];

/** Who is weighed how, and by which hazards. */
type Weighed = {
  readonly timeline: Timeline;
  readonly covariates: TwoCovariates;
  readonly coefficients: readonly [number, number];
  readonly weight: Weight;
};

/** Adds the patient at a place to the sums. */
function enter(
  { timeline, covariates: [x1, x2], coefficients: [b1, b2], weight }: Weighed,
  place: number,
  sums: RiskSums,
  died: Died,
): void {
  const patient = timeline.patients[place] ?? 0;
  const [u, v, counts] = [x1[patient] ?? 0, x2[patient] ?? 0, weight[patient] ?? 0];
  const w = counts * Math.exp(b1 * u + b2 * v);
  sums[0] += w;
  sums[1] += w * u;
  sums[2] += w * v;
  sums[3] += w * u * u;
  sums[4] += w * u * v;
  sums[5] += w * v * v;
  const dead = counts * (timeline.events[place] ?? 0);
  died[0] += dead;
  died[1] += dead * u;
  died[2] += dead * v;
}

/** Calls back at each time with events, latest first, with the sums over those at risk then. */
function walkEvents(weighed: Weighed, onEvents: (time: number, sums: RiskSums, died: Died) => void): void {
  const { times, bounds } = weighed.timeline;
  const sums: RiskSums = [0, 0, 0, 0, 0, 0];
  let died: Died = [0, 0, 0];
  let moment = bounds.length - 2;
  for (let place = times.length - 1; place >= 0; place -= 1) {
    enter(weighed, place, sums, died);
    if (bounds[moment] !== place) continue;
    if (died[0] > 0) onEvents(times[place] ?? 0, sums, died);
    died = [0, 0, 0];
    moment -= 1;
  }
}

function derivatives(weighed: Weighed): Derivatives {
  const gradient: [number, number] = [0, 0];
  const information: [number, number, number] = [RIDGE, 0, RIDGE];
  walkEvents(weighed, (_, [s, s1, s2, s11, s12, s22], [d, u, v]) => {
    const [m1, m2] = [s1 / s, s2 / s];
    gradient[0] += u - d * m1;
    gradient[1] += v - d * m2;
    information[0] += d * (s11 / s - m1 * m1);
    information[1] += d * (s12 / s - m1 * m2);
    information[2] += d * (s22 / s - m2 * m2);
  });
  return { gradient, information };
}

/**
 * Proportional hazards of two covariates by Newton's method on the partial likelihood, ties as Breslow has them, each patient
 * counted `weight` times. Cox DR. J R Stat Soc B 1972;34:187–220; Breslow N. Biometrics 1974;30:89–99.
 */
export function fitCox(
  timeline: Timeline,
  covariates: TwoCovariates,
  horizon: number,
  weight: Weight,
): CoxFit {
  let coefficients: readonly [number, number] = [0, 0];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { gradient, information } = derivatives({ timeline, covariates, coefficients, weight });
    const [g1, g2] = gradient;
    const [a, b, c] = information;
    const determinant = a * c - b * b;
    const [d1, d2] = [(c * g1 - b * g2) / determinant, (a * g2 - b * g1) / determinant];
    coefficients = [coefficients[0] + d1, coefficients[1] + d2];
    if (Math.abs(d1) + Math.abs(d2) < CONVERGED) break;
  }
  let baseline = 0;
  walkEvents({ timeline, covariates, coefficients, weight }, (time, [atRisk], [events]) => {
    if (time <= horizon) baseline += events / atRisk;
  });
  return { coefficients, baseline };
}
