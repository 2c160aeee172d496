import type { Sex } from './sex.ts';

/** Coefficients of table 2: κ (mg/dL), α, and the factor for women. */
const coefficients = {
  female: { kappa: 0.7, alpha: -0.241, factor: 1.012 },
  male: { kappa: 0.9, alpha: -0.302, factor: 1 },
} as const;

/**
 * Estimated GFR, mL/min/1.73 m², from serum creatinine (mg/dL) and age (years): the CKD-EPI 2021 equation without race.
 * For adults; the caller checks the age. Inker et al., N Engl J Med 2021;385:1737-49 (doi:10.1056/NEJMoa2102953).
 */
export function estimatedGfr(creatinine: number, age: number, sex: Sex): number {
  const { kappa, alpha, factor } = coefficients[sex];
  const ratio = creatinine / kappa;
  return 142 * Math.min(ratio, 1) ** alpha * Math.max(ratio, 1) ** -1.2 * 0.9938 ** age * factor;
}
