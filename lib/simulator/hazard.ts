import { softplus } from './arithmetic.ts';
import type { LatentState } from './physiology/latent-state.ts';

/**
 * The known truth: log-hazard of readmission relative to the cohort's average patient, in three components named after
 * the modality that sees each best. Centred and scaled so that the sum has mean 0 and standard deviation 0.8, of whose
 * variance `chart` holds 45 %, `ventricle` 30 %, `autonomic` 25 % (covariance shares). Later modalities take theirs from
 * here: echo reads `ventricle`, the wearable `autonomic`; inherited liability will take 10 % from `chart`.
 */
export type HazardComponents = {
  readonly chart: number;
  readonly ventricle: number;
  readonly autonomic: number;
};

/** Mean and scale of each raw component in a cohort of 400,000; the test on moments holds them to their targets. */
const CALIBRATION = {
  chart: { mean: 0.6911, scale: 0.35305 },
  ventricle: { mean: 0.2587, scale: 0.36658 },
  autonomic: { mean: 0.2237, scale: 0.304 },
} as const;

/**
 * Before scaling. Risk rises ever faster with congestion and with failing kidneys and most where both meet
 * (cardiorenal interaction: Damman K et al., Eur Heart J 2014;35:455–469); inflammation matters more in the frail.
 */
export function rawComponents(state: LatentState): HazardComponents {
  const { congestion, kidney, inflammation, frailty, ventricle, autonomicTone } = state;
  const renalFailure = softplus(-1.5 * kidney);
  return {
    chart:
      0.7 * congestion +
      0.2 * softplus(1.5 * congestion) +
      0.45 * renalFailure +
      0.2 * congestion * -kidney +
      0.45 * inflammation +
      0.5 * frailty +
      0.15 * inflammation * frailty +
      0.15 * state.person.ageScore,
    // Worse as function falls, and a little worse again when the ventricle is stiff rather than weak.
    ventricle: -ventricle + 0.25 * ventricle * ventricle,
    // Drive hurts a weak ventricle most: the share that no single modality can explain.
    autonomic: autonomicTone + 0.15 * autonomicTone * autonomicTone - 0.3 * autonomicTone * ventricle,
  };
}

export function hazardComponents(state: LatentState): HazardComponents {
  const raw = rawComponents(state);
  const scaled = (name: keyof HazardComponents) =>
    (raw[name] - CALIBRATION[name].mean) * CALIBRATION[name].scale;
  return { chart: scaled('chart'), ventricle: scaled('ventricle'), autonomic: scaled('autonomic') };
}

export const logHazard = ({ chart, ventricle, autonomic }: HazardComponents): number =>
  chart + ventricle + autonomic;
