import { softplus } from './arithmetic.ts';
import calibration from './hazard-calibration.json' with { type: 'json' };
import type { LatentState } from './physiology/latent-state.ts';

/**
 * The parts of the log-hazard named after the modality that sees each best: laboratory and chart `chart`, echo `ventricle`,
 * wearable `autonomic`, genotypes `genetics`. They sum to it; half of each interaction is in either of its two.
 */
export type HazardComponents = {
  readonly chart: number;
  readonly ventricle: number;
  readonly autonomic: number;
  readonly genetics: number;
};

/** What two modalities tell only together: products of latents that different modalities see. */
export type HazardInteractions = {
  readonly ventricleAutonomic: number;
  readonly geneticsVentricle: number;
};

/** `logHazard` is relative to the cohort's average patient: mean 0, standard deviation 0.8. */
export type Hazard = {
  readonly components: HazardComponents;
  readonly interactions: HazardInteractions;
  readonly logHazard: number;
};

/** One number per term of the log-hazard: what depends on one modality's latents alone, and the interactions. */
export type HazardTerms = HazardComponents & HazardInteractions;

/** Wanted standard deviation and covariance shares; those of the components contain half of each interaction's. */
export const hazardTargets = {
  deviation: 0.8,
  components: { chart: 0.35, ventricle: 0.3, autonomic: 0.25, genetics: 0.1 },
  interactions: { ventricleAutonomic: 0.06, geneticsVentricle: 0.04 },
} as const satisfies {
  readonly deviation: number;
  readonly components: HazardComponents;
  readonly interactions: HazardInteractions;
};

/**
 * Before centring and scaling. Risk rises ever faster with congestion and with failing kidneys and most where both meet
 * (cardiorenal interaction: Damman K et al., Eur Heart J 2014;35:455–469); inflammation matters more in the frail; diseased
 * airways add (Canepa M et al., JACC Heart Fail 2018;6:452–462).
 */
export function rawHazardTerms(state: LatentState): HazardTerms {
  const { congestion, kidney, inflammation, frailty, respiratory, ventricle, autonomicTone } = state;
  const { liability } = state.inherited;
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
      0.25 * respiratory +
      0.15 * state.person.ageScore,
    // Worse as function falls, and a little worse again when the ventricle is stiff rather than weak.
    ventricle: -ventricle + 0.25 * ventricle * ventricle,
    // Low variability of the heart rate tells of death and decline: Nolan J et al., UK-HEART, Circulation 1998;98:1510–1516.
    autonomic: autonomicTone + 0.15 * autonomicTone * autonomicTone,
    genetics: liability,
    // Drive hurts a weak ventricle most: Cohn JN et al., N Engl J Med 1984;311:819–823.
    ventricleAutonomic: -autonomicTone * ventricle,
    // So does a bad inheritance: Escobar-Lopez L et al., J Am Coll Cardiol 2021;78:1682–1699 (worse below a fraction of 35 %).
    geneticsVentricle: -liability * ventricle,
  };
}

/** Mean and scale of each raw term; a test holds them to `hazardTargets`. */
const terms: Readonly<Record<keyof HazardTerms, { readonly mean: number; readonly scale: number }>> =
  calibration.terms;

export function hazardOf(state: LatentState): Hazard {
  const raw = rawHazardTerms(state);
  const term = (name: keyof HazardTerms) => (raw[name] - terms[name].mean) * terms[name].scale;
  const ventricleAutonomic = term('ventricleAutonomic');
  const geneticsVentricle = term('geneticsVentricle');
  const components = {
    chart: term('chart'),
    ventricle: term('ventricle') + (ventricleAutonomic + geneticsVentricle) / 2,
    autonomic: term('autonomic') + ventricleAutonomic / 2,
    genetics: term('genetics') + geneticsVentricle / 2,
  };
  const { chart, ventricle, autonomic, genetics } = components;
  return {
    components,
    interactions: { ventricleAutonomic, geneticsVentricle },
    logHazard: chart + ventricle + autonomic + genetics,
  };
}
