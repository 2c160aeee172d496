import type { ModalityId } from '../member.ts';
import type { Truth } from '../patient.ts';

/**
 * The latents as each modality would show them if nothing stood between: no assay, no device, no reader. The chart's part
 * of the hazard is among them, as it is a known function of the latents that laboratory and chart see.
 */
export const knownLatents = ({
  state,
  components,
}: Truth): Readonly<Record<ModalityId, readonly number[]>> => ({
  ehr: [
    components.ehr,
    state.congestion,
    state.kidney,
    state.inflammation,
    state.frailty,
    state.respiratory,
    (state.person.age - 74) / 11,
    state.person.sex === 'female' ? 0.5 : -0.5,
  ],
  imaging: [state.ventricle],
  wearables: [state.autonomicTone],
  genomics: [state.inherited.liability],
});
