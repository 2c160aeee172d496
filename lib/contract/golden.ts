import { z } from 'zod';

const probabilities = z.array(z.number());

/**
 * A model folder's `golden.json`: inputs with the outputs that the training code got for them.
 * A backend that does not reproduce them within the manifest's tolerance is refused.
 */
export const goldenSet = z.object({
  contract: z.string().length(64),
  /** SHA-256 of the model file that gave the outputs. */
  model: z.string().length(64),
  cases: z
    .array(
      z.object({
        name: z.string(),
        /** One number per feature, canonical units; 0 where missing. */
        values: z.array(z.number()),
        /** 1 or 0 per feature. */
        present: z.array(z.union([z.literal(0), z.literal(1)])),
        logHazard: z.number(),
        /** Day 0 … horizon. */
        survival: probabilities,
        /** members × days. */
        memberSurvival: z.array(probabilities),
      }),
    )
    .min(1),
});

export type GoldenSet = z.infer<typeof goldenSet>;
