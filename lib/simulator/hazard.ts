import { softplus } from './arithmetic.ts';
import calibration from './hazard-calibration.json' with { type: 'json' };
import type { LatentState } from './physiology/latent-state.ts';

/**
 * The parts of the log-hazard, each under the modality that sees it best: the ventricle under the echo's, the autonomic
 * tone under the wearables', the inherited liability under the genotypes'. They sum to it; half of each interaction is in
 * either of its two.
 */
export type HazardComponents = {
  readonly ehr: number;
  readonly imaging: number;
  readonly wearables: number;
  readonly genomics: number;
};

/** What two modalities tell only together: products of latents that different modalities see. */
type UsualInteractions = { readonly imagingWearables: number; readonly imagingGenomics: number };

/** Those of the interaction arm alone: a test of models rather than of medicine. */
export type ArmInteractions = {
  readonly ehrImaging: number;
  readonly ehrWearables: number;
  readonly genomicsWearables: number;
};

export type HazardInteractions = UsualInteractions & Partial<ArmInteractions>;

/** `logHazard` is relative to the cohort's average patient: mean 0, standard deviation 0.8 (more in the interaction arm). */
export type Hazard = {
  readonly components: HazardComponents;
  readonly interactions: HazardInteractions;
  readonly logHazard: number;
};

/** One number per term of the log-hazard: what depends on one modality's latents alone, and the interactions. */
export type HazardTerms = HazardComponents & UsualInteractions;

/** Wanted standard deviation and covariance shares; those of the components contain half of each interaction's. */
export const hazardTargets = {
  deviation: 0.8,
  components: { ehr: 0.35, imaging: 0.3, wearables: 0.25, genomics: 0.1 },
  interactions: { imagingWearables: 0.06, imagingGenomics: 0.04 },
} as const satisfies {
  readonly deviation: number;
  readonly components: HazardComponents;
  readonly interactions: UsualInteractions;
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
    ehr:
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
    imaging: -ventricle + 0.25 * ventricle * ventricle,
    // Low variability of the heart rate tells of death and decline: Nolan J et al., UK-HEART, Circulation 1998;98:1510–1516.
    wearables: autonomicTone + 0.15 * autonomicTone * autonomicTone,
    genomics: liability,
    // Drive hurts a weak ventricle most: Cohn JN et al., N Engl J Med 1984;311:819–823.
    imagingWearables: -autonomicTone * ventricle,
    // So does a bad inheritance: Escobar-Lopez L et al., J Am Coll Cardiol 2021;78:1682–1699 (worse below a fraction of 35 %).
    imagingGenomics: -liability * ventricle,
  };
}

/** Before centring and scaling: the latents' plain products, which no sum over single modalities can follow. */
export function rawArmTerms({
  kidney,
  ventricle,
  congestion,
  autonomicTone,
  inherited,
}: LatentState): ArmInteractions {
  return {
    ehrImaging: kidney * ventricle,
    ehrWearables: congestion * autonomicTone,
    genomicsWearables: inherited.liability * autonomicTone,
  };
}

/** Mean and scale of each raw term; a test holds them to `hazardTargets`. */
const terms: Readonly<Record<keyof HazardTerms, Scaling>> = calibration.terms;
/** The arm's terms together have the standard deviation of the usual log-hazard, a third of the variance each. */
const arm: {
  readonly terms: Readonly<Record<keyof ArmInteractions, Scaling>>;
  /** Correlation of their sum with the usual log-hazard. */
  readonly correlation: number;
} = calibration.arm;

type Scaling = { readonly mean: number; readonly scale: number };
const scaled = (raw: number, { mean, scale }: Scaling): number => (raw - mean) * scale;

/**
 * What the arm's terms are multiplied with so that they hold the share `strength` of the log-hazard's variance, as a
 * covariance share: the positive root of m²(1 − s) + mρ(1 − 2s) − s = 0.
 */
function armFactor(strength: number): number {
  const linear = arm.correlation * (1 - 2 * strength);
  return (Math.sqrt(linear * linear + 4 * strength * (1 - strength)) - linear) / (2 * (1 - strength));
}

function usualHazard(state: LatentState) {
  const raw = rawHazardTerms(state);
  const term = (name: keyof HazardTerms) => scaled(raw[name], terms[name]);
  const imagingWearables = term('imagingWearables');
  const imagingGenomics = term('imagingGenomics');
  const components: HazardComponents = {
    ehr: term('ehr'),
    imaging: term('imaging') + (imagingWearables + imagingGenomics) / 2,
    wearables: term('wearables') + imagingWearables / 2,
    genomics: term('genomics') + imagingGenomics / 2,
  };
  return { components, interactions: { imagingWearables, imagingGenomics } };
}

const total = ({ ehr, imaging, wearables, genomics }: HazardComponents): number =>
  ehr + imaging + wearables + genomics;

/**
 * `strength` 0 … below 1: the share of the log-hazard's variance that the interaction arm adds to the usual one. The
 * usual terms stay what they are, so that the arm's hazard differs from the usual one by its interactions alone.
 */
export function hazardOf(state: LatentState, strength = 0): Hazard {
  const { components, interactions } = usualHazard(state);
  if (strength === 0) return { components, interactions, logHazard: total(components) };
  const raw = rawArmTerms(state);
  const factor = armFactor(strength);
  const term = (name: keyof ArmInteractions) => factor * scaled(raw[name], arm.terms[name]);
  const [ehrImaging, ehrWearables] = [term('ehrImaging'), term('ehrWearables')];
  const genomicsWearables = term('genomicsWearables');
  const widened: HazardComponents = {
    ehr: components.ehr + (ehrImaging + ehrWearables) / 2,
    imaging: components.imaging + ehrImaging / 2,
    wearables: components.wearables + (ehrWearables + genomicsWearables) / 2,
    genomics: components.genomics + genomicsWearables / 2,
  };
  return {
    components: widened,
    interactions: { ...interactions, ehrImaging, ehrWearables, genomicsWearables },
    logHazard: total(widened),
  };
}
