import { quantise } from './arithmetic.ts';
import type { Truth } from './patient.ts';
import { filtrationRate } from './physiology/kidney.ts';
import { ejectionFraction } from './physiology/ventricle.ts';

/** One line of `truth.ndjson`; numbers to 6 decimals. Kept beside the bundles, never inside. */
export function truthLine({ id, state, components, logHazard, outcome }: Truth) {
  const round = (x: number) => quantise(x, 6);
  return {
    simulated: true,
    patient: id,
    logHazard: round(logHazard),
    ...outcome,
    components: {
      chart: round(components.chart),
      ventricle: round(components.ventricle),
      autonomic: round(components.autonomic),
    },
    latents: {
      age: round(state.person.age),
      sex: state.person.sex,
      bodyMassIndex: round(state.person.bodyMassIndex),
      ventricle: round(state.ventricle),
      ejectionFraction: round(ejectionFraction(state.ventricle)),
      kidney: round(state.kidney),
      filtration: round(filtrationRate(state.kidney)),
      frailty: round(state.frailty),
      inflammation: round(state.inflammation),
      autonomicTone: round(state.autonomicTone),
      congestion: round(state.congestion),
      admissionCongestion: round(state.admissionCongestion),
    },
  };
}
