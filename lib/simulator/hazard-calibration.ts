import type { HazardTerms } from './hazard.ts';

/** Mean and scale of each raw term, from `node scripts/calibrate-hazard.ts`; a test holds them to their targets. */
export const hazardCalibration: Readonly<
  Record<keyof HazardTerms, { readonly mean: number; readonly scale: number }>
> = {
  chart: { mean: 0.6893, scale: 0.29381 },
  ventricle: { mean: 0.2577, scale: 0.31389 },
  autonomic: { mean: 0.1501, scale: 0.30167 },
  genetics: { mean: -0.0012, scale: 0.19277 },
  ventricleAutonomic: { mean: 0.2463, scale: 0.15803 },
  geneticsVentricle: { mean: 0.1481, scale: 0.13345 },
};
