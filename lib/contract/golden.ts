import { z } from 'zod';

const shape = z.array(z.number().int().positive());

/** Row-major. */
const numbers = z.object({ shape, data: z.array(z.number()) });

/** How many steps a picture of a golden case has from black to white: a byte a value. */
const GREYS = 255;

/** A value of a picture, 0 to 1, as its nearest grey; half a step goes up. */
export const greyOf = (value: number): number => Math.floor(value * GREYS + 0.5);

/** Row-major, a byte a value in base64: `grey / 255`. A picture in decimals would be ten times as long. */
export const greys = z.object({ shape, greys: z.base64() }).transform((picture) => ({
  shape: picture.shape,
  data: Array.from(atob(picture.greys), (byte) => byte.charCodeAt(0) / GREYS),
  grey: true,
}));

const tensor = z.union([numbers, greys]);

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
        /**
         * Patient in the folder's charts whose record gives these inputs. Absent: they were made up. Pictures of the chart
         * stand in its bundle as `Binary/<SOP Instance UID>`, `application/dicom`; where the inputs hold a picture in greys,
         * the record gives it to the nearest grey, and the outputs are those of the greys.
         */
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
