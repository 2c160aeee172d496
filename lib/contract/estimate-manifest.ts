import { z } from 'zod';
import { manifest, training } from './manifest-parts.ts';

/** A model that gives numbers with units: graph `estimate` has one output of shape [1, estimates]. */
export const estimateManifest = manifest.extend({
  kind: z.literal('estimate'),
  /** In the order of the output's columns. */
  estimates: z
    .array(
      z.object({ id: z.string(), label: z.string(), unit: z.string(), decimals: z.number().int().min(0) }),
    )
    .min(1),
  training,
});
