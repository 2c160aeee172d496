/** A log-hazard and the risk that it gives. */
export type RiskPoint = { readonly logHazard: number; readonly risk: number };

/** Two log-hazards this close have no chord to measure, and the tangent stands in for it. */
const CLOSE = 1e-3;

/**
 * Risk per unit of log-hazard on the straight way from one point to another. Every share of the change of the log-hazard times
 * this slope is its Aumann–Shapley share of the change of the *risk*, a monotone function of the sum of the shares: additive,
 * without an order in which they would have to come (Aumann and Shapley 1974; integrated gradients, Sundararajan 2017).
 */
export function slopeBetween(from: RiskPoint, to: RiskPoint): number {
  const change = to.logHazard - from.logHazard;
  if (Math.abs(change) >= CLOSE) return (to.risk - from.risk) / change;
  // Proportional hazards: d/dη [1 − S₀^exp(η)] = −S ln S.
  const survival = 1 - to.risk;
  return -survival * Math.log(survival);
}
