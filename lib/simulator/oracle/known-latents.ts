import type { KnownTruth, Quantities } from './known-truth.ts';

/**
 * The latents as each modality would show them if nothing stood between: no assay, no device, no reader. The chart's part
 * of the hazard is among them, as it is a known function of the latents that laboratory and chart see.
 */
export const knownLatents = ({ latents, components }: KnownTruth): Quantities => ({
  ehr: [
    components.ehr,
    latents.congestion,
    latents.kidney,
    latents.inflammation,
    latents.frailty,
    latents.respiratory,
    (latents.age - 74) / 11,
    latents.sex === 'female' ? 0.5 : -0.5,
  ],
  imaging: [latents.ventricle],
  wearables: [latents.autonomicTone],
  genomics: [latents.inheritedLiability],
});
