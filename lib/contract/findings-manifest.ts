import { z } from 'zod';
import { embedding, type graph, interval, listedFile, manifest, training } from './manifest-parts.ts';

const share = z.number().min(0).max(1);

const finding = z
  .object({
    /** Stable. A quantity that people measure too bears the id of that kind of measurement, e.g. `ejection-fraction`. */
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    label: z.string().min(1),
    /** UCUM; of a presence `1`. */
    unit: z.string().min(1),
    /** `presence`: the calibrated probability that it is there. */
    type: z.enum(['quantity', 'presence']),
    /** Plausible range, inclusive, in `unit`; an answer outside is refused. Of a presence 0 and 1. */
    low: z.number(),
    high: z.number(),
    decimals: z.number().int().min(0),
  })
  .refine(({ low, high }) => low < high, 'its plausible range is empty')
  .refine(({ type, unit, low, high }) => type !== 'presence' || (unit === '1' && low === 0 && high === 1), {
    error: 'a presence is a probability from 0 to 1, in unit 1',
  });

/** A set of pictures and how many of them were not read for being unlike the pictures of training. */
const refusals = z
  .object({ name: z.string(), pictures: z.number().int().positive(), refused: z.number().int().min(0) })
  .refine(({ pictures, refused }) => refused <= pictures, 'more are refused than there are');

const isOrder = (order: readonly number[]): boolean =>
  order.toSorted((a, b) => a - b).every((cell, place) => cell === place);

/** How maps of the findings are made, and of which: written by the measurement of maps, and by nobody else. */
export const maps = z
  .object({
    /** Cells on one side of the picture. */
    side: z.number().int().min(2),
    /** Orders in which the picture's cells take the place of the reference's; each is also walked backwards. */
    orders: z.array(z.array(z.number().int().min(0))).min(1),
    /** A simulated picture in which nothing is to be found: `{shape, greys}` as golden.json holds pictures. */
    reference: listedFile,
    /** Test pictures that were measured. */
    pictures: z.number().int().positive(),
    findings: z.array(
      z.object({
        id: z.string(),
        /** How much more the finding follows the map's cells than cells drawn at random, in its unit. */
        gain: interval,
        /** Why it gets no map, as the end of "…, because …"; `null`: it gets one. */
        because: z.string().nullable(),
      }),
    ),
  })
  .refine(({ side, orders }) => orders.every((order) => order.length === side * side && isOrder(order)), {
    error: 'an order does not hold each cell once',
    path: ['orders'],
  });

type FindingsGraph = {
  readonly graphs: readonly z.infer<typeof graph>[];
  readonly findings: readonly unknown[];
  readonly embedding?: z.infer<typeof embedding> | undefined;
};

/** Outputs of graph `findings`: values, their spreads, how unlike training the picture is, and the embedding if there is one. */
function hasFindingsGraph({ graphs, findings, embedding: last }: FindingsGraph): boolean {
  const outputs = graphs.find(({ name }) => name === 'findings')?.outputs;
  const row = `1,${findings.length}`;
  return (
    outputs?.value?.join() === row &&
    outputs.spread?.join() === row &&
    outputs.novelty?.join() === '1,1' &&
    (last === undefined || outputs[last.output]?.join() === `1,${last.size}`)
  );
}

/**
 * A model that reads one picture: graph `findings` takes the one tensor by its id and gives `value` [1, findings] in the
 * units of the findings, `spread` [1, findings] (their standard deviations; 0 where none is stated), `novelty` [1, 1] and,
 * where the manifest says so, an embedding.
 */
export const findingsManifest = manifest
  .extend({
    kind: z.literal('findings'),
    /** In the order of the columns of `value` and `spread`. */
    findings: z.array(finding).min(1),
    /** A picture whose novelty is above `limit` is not read. */
    novelty: z.object({
      limit: z.number(),
      /** Share of test pictures of the kind trained on that are refused all the same. */
      refusedOfTrained: share,
      /** Pictures of other kinds, of which as many as possible should be refused. */
      sets: z.array(refusals),
    }),
    /** Absent: it gives none, and pictures cannot be compared by it. */
    embedding: embedding.optional(),
    training,
    /** On a test set; `low` and `high` bound the estimate with 95 % confidence. */
    metrics: z.array(
      interval.extend({
        finding: z.string(),
        /** Mean absolute error in the finding's unit | area under the receiver operating characteristic. */
        measure: z.enum(['MAE', 'AUROC']),
        pictures: z.number().int().positive(),
      }),
    ),
    /** Absent: maps were never measured, so none is shown. */
    maps: maps.optional(),
  })
  .refine(({ inputs }) => inputs.features.length === 0 && inputs.tensors.length === 1, {
    error: 'it reads one picture and nothing else',
    path: ['inputs'],
  })
  .refine(hasFindingsGraph, {
    error: 'no graph gives value, spread and novelty of the findings, and the embedding that is said',
    path: ['graphs'],
  })
  .refine(
    ({ metrics, findings }) => metrics.every((metric) => findings.some(({ id }) => id === metric.finding)),
    { error: 'a metric is of no finding', path: ['metrics'] },
  );
