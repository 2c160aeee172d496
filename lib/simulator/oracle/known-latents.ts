import type { KnownTruth, Quantities } from './known-truth.ts';

/**
 * The latents as each source would show them if nothing stood between: no assay, no device, no reader. The chart's part
 * of the hazard is among them, as it is a known function of the latents that laboratory and chart see.
 */
export const knownLatents = ({ latents, components }: KnownTruth): Quantities => ({
  labs: [
    components.chart,
    latents.congestion,
    latents.kidney,
    latents.inflammation,
    latents.frailty,
    latents.respiratory,
    (latents.age - 74) / 11,
    latents.sex === 'female' ? 0.5 : -0.5,
  ],
  echo: [latents.ventricle],
  wearable: [latents.autonomicTone],
  genetics: [latents.inheritedLiability],
});
