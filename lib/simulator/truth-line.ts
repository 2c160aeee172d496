import { quantise } from './arithmetic.ts';
import type { ArmInteractions } from './hazard.ts';
import type { Truth } from './patient.ts';
import { filtrationRate } from './physiology/kidney.ts';
import type { LatentState } from './physiology/latent-state.ts';
import { ejectionFraction } from './physiology/ventricle.ts';

const round = (x: number) => quantise(x, 6);

/** The latents as truth files hold them. */
export function latentsOf(state: LatentState) {
  const { person, inherited, ancestry } = state;
  return {
    age: round(person.age),
    sex: person.sex,
    bodyMassIndex: round(person.bodyMassIndex),
    ventricle: round(state.ventricle),
    ejectionFraction: round(ejectionFraction(state.ventricle)),
    kidney: round(state.kidney),
    filtration: round(filtrationRate(state.kidney)),
    frailty: round(state.frailty),
    inflammation: round(state.inflammation),
    autonomicTone: round(state.autonomicTone),
    congestion: round(state.congestion),
    admissionCongestion: round(state.admissionCongestion),
    respiratory: round(state.respiratory),
    inheritedLiability: round(inherited.liability),
    polygenic: round(inherited.polygenic),
    carrierOf: inherited.carrierOf,
    ancestry: { population: ancestry.population, proportions: ancestry.proportions.map(round) },
  };
}

/** One line of `truth.ndjson`; numbers to 6 decimals. Kept beside the bundles, never inside. */
export function truthLine({ id, state, components, interactions, logHazard, outcome }: Truth) {
  const { ehr, imaging, wearables, genomics } = components;
  const { imagingWearables, imagingGenomics, ...added } = interactions;
  const arm: Partial<ArmInteractions> = Object.fromEntries(
    Object.entries(added).map(([name, value]) => [name, round(value)]),
  );
  return {
    simulated: true,
    patient: id,
    logHazard: round(logHazard),
    ...outcome,
    components: {
      ehr: round(ehr),
      imaging: round(imaging),
      wearables: round(wearables),
      genomics: round(genomics),
    },
    interactions: {
      imagingWearables: round(imagingWearables),
      imagingGenomics: round(imagingGenomics),
      ...arm,
    },
    latents: latentsOf(state),
  };
}
