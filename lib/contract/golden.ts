import { z } from 'zod';

const tensor = z.object({
  shape: z.array(z.number().int().positive()),
  /** Row-major. */
  data: z.array(z.number()),
});

const tensors = z.record(z.string(), tensor);

/**
 * A model folder's `golden.json`: inputs with the outputs that the training code got for them.
 * A backend that does not reproduce them within the manifest's tolerance is refused.
 */
export const goldenSet = z.object({
  contract: z.string().length(64),
  /** SHA-256 of the file of each graph that gave the outputs. */
  graphs: z.record(z.string(), z.string().length(64)),
  cases: z
    .array(
      z.object({
        name: z.string(),
        graph: z.string(),
        /** Patient in the folder's charts whose record gives these inputs. Absent: they were made up. */
        patient: z.string().optional(),
        /** As one run of one row. */
        inputs: tensors,
        outputs: tensors,
      }),
    )
    .min(1),
});

export type GoldenSet = z.infer<typeof goldenSet>;
export type GoldenCase = GoldenSet['cases'][number];
