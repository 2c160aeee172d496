import type { RiskRange } from '#lib/contract/risk-report.ts';

/** A manifest's shifts are 5th and 95th percentiles. */
const LEVEL = 0.9;

/** Change of a log-hazard between which it will lie. */
type Shift = { readonly low: number; readonly high: number };

/** The risk after a change of the log-hazard: hazards are proportional, so that the survival is raised to its exponential. */
const shifted = (risk: number, shift: number): number => 1 - (1 - risk) ** Math.exp(shift);

/** Where a risk will come to lie when something becomes known. */
export const rangeAfter = (risk: number, { low, high }: Shift): RiskRange => ({
  level: LEVEL,
  low: shifted(risk, low),
  high: shifted(risk, high),
});
