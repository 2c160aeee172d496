// What `public/models/similarity/<version>/space.json` says: how patients become points, and how near points are alike.
import { z } from 'zod';
import { factorise } from './cholesky.ts';

const finite = z.number();
const positive = z.number().positive();

/** What a view reads: features of the record by their ids, or the last layer of a network that reads a picture. */
const inputs = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('features'),
    features: z
      .array(
        z.object({
          id: z.string().min(1),
          /** `log`: the natural logarithm of value + offset, for what spreads by factors. */
          transform: z.enum(['none', 'log']),
          offset: z.number().min(0),
        }),
      )
      .min(1),
  }),
  z.object({
    kind: z.literal('picture'),
    /** Id of a model with an embedding in its manifest. */
    network: z.string().min(1),
    size: z.number().int().positive(),
  }),
]);

const sizeOfInputs = (one: z.infer<typeof inputs>): number =>
  one.kind === 'features' ? one.features.length : one.size;

/** Square, symmetric and positive definite, so that whatever is missing has a mean given the rest. */
function isCovariance(matrix: readonly (readonly number[])[] | undefined, size: number): boolean {
  if (matrix === undefined) return true;
  if (matrix.length !== size || matrix.some((row) => row.length !== size)) return false;
  const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * (1 + Math.abs(a));
  const symmetric = matrix.every((row, i) =>
    row.every((value, j) => near(value, matrix[j]?.[i] ?? Number.NaN)),
  );
  return symmetric && factorise(matrix) !== null;
}

const view = z
  .object({
    /** `chart`, `radiograph`, `echo`, `genome`, `wearables`: what a weight is set for. */
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    label: z.string().min(1),
    inputs,
    /** Median of each input in the training cohort, after its transform: n. */
    centre: z.array(finite),
    /** Robust spread of each input (1.4826 × median absolute deviation, or a standard deviation where that is 0): n. */
    scale: z.array(positive),
    /** n × n, of centred and scaled inputs: what is missing is filled with its mean given what is there; absent: with 0. */
    covariance: z.array(z.array(finite)).optional(),
    /** axes × n: the coordinates in which distances are measured are `map · (input − centre) / scale + shift`. */
    map: z.array(z.array(finite)).min(1),
    /** Added to the coordinates, one for each axis: where angles are measured from; absent: from the median patient. */
    shift: z.array(finite).optional(),
    distance: z.enum(['euclidean', 'cosine']),
    /** Least share of inputs that must be there; a patient with fewer lacks the view. */
    leastPresent: z.number().min(0).max(1),
    /** Of the kernel exp(−d² ÷ (bandwidth · σᵢ · σⱼ)). */
    bandwidth: positive,
    /** Mean similarity of two patients of the training cohort: what counts as no news. */
    chance: z.number().min(0).max(1),
    /** Learned on the training cohort; the weights of all views sum to 1. */
    weight: z.number().min(0).max(1),
  })
  .refine((one) => sizeOfInputs(one.inputs) === one.centre.length, 'it has not one centre for each input')
  .refine((one) => one.centre.length === one.scale.length, 'centre and scale differ in length')
  .refine((one) => one.map.every((row) => row.length === one.centre.length), 'a row of the map does not fit')
  .refine(({ shift, map }) => !shift || shift.length === map.length, 'the shift does not fit the map')
  .refine((one) => isCovariance(one.covariance, one.centre.length), {
    error: 'the covariance is not symmetric and positive definite',
    path: ['covariance'],
  });

const isEachOnce = (views: readonly { readonly id: string }[]): boolean =>
  new Set(views.map(({ id }) => id)).size === views.length;

export const similaritySpace = z.object({
  id: z.literal('similarity'),
  version: z.string().regex(/^\d+$/),
  title: z.string(),
  intendedUse: z.string(),
  notFor: z.array(z.string()),
  views: z.array(view).min(1).refine(isEachOnce, 'a view is there twice'),
  /** Share of the reference sample whose mean distance is a patient's local scale σ. */
  neighbourhood: z.number().gt(0).max(1),
  /** Weight of "no news" beside the views that two patients share: pairs that share little are drawn towards chance. */
  prior: z.number().min(0),
  training: z.object({
    data: z.string(),
    simulated: z.boolean(),
    patients: z.number().int(),
    seed: z.number().int(),
    command: z.string(),
  }),
});

export type SimilaritySpace = z.infer<typeof similaritySpace>;
export type SpaceView = SimilaritySpace['views'][number];
