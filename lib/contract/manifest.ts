import { z } from 'zod';
import { modelInputs } from './model-inputs.ts';
import { areInputs, areOfSources, uncertainty } from './uncertainty.ts';

const interval = z.object({ estimate: z.number(), low: z.number(), high: z.number() });

const listedFile = z.object({
  name: z.string(),
  bytes: z.number().int().positive(),
  sha256: z.string().length(64),
});

/** Shapes by name; `null`: any number, which is the same throughout one run. */
const signature = z.record(z.string(), z.array(z.number().int().positive().nullable()));

const graph = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  file: listedFile,
  inputs: signature,
  outputs: signature,
});

/** What every model's `manifest.json` says: what the files are, what they were trained on, what they are for. */
const manifest = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.string().regex(/^\d+$/),
  title: z.string(),
  intendedUse: z.string(),
  notFor: z.array(z.string()),
  /** What it was trained on: a program that reads any of it in another way refuses the model. */
  inputs: modelInputs,
  /** SHA-256 of `inputs`, for the receipt. */
  contract: z.string().length(64),
  graphs: z.array(graph).min(1),
  golden: listedFile,
  /** Whole charts of golden cases, NDJSON in gzip, a FHIR bundle a line: read anew, they must give the same inputs. */
  charts: listedFile,
  /** Largest absolute difference from golden outputs that a backend may show. */
  tolerance: z.object({ wasm: z.number().positive(), webgpu: z.number().positive() }),
});

const training = z.object({
  data: z.string(),
  simulated: z.boolean(),
  patients: z.number().int(),
  seed: z.number().int(),
  command: z.string(),
});

/** A time-to-event model: graph `risk` gives log-hazard and survival of features, row by row. */
const survivalManifest = manifest
  .extend({
    kind: z.literal('survival'),
    horizonDays: z.number().int().positive(),
    members: z.number().int().positive(),
    /** 2: the log-hazard is a sum of terms of at most two features, so paired marginals are exact Shapley values. */
    additiveOrder: z.literal(2),
    /** 30-day risk thresholds between low | intermediate | high, chosen on the tuning set. */
    bands: z.object({ intermediate: z.number(), high: z.number(), rule: z.string() }),
    /** Deciles of each measured feature in the training set, for "what would a plausible value do". */
    quantiles: z.record(z.string(), z.object({ p10: z.number(), p50: z.number(), p90: z.number() })),
    ...uncertainty.shape,
    training: training.extend({ events: z.number().int() }),
    metrics: z.object({
      set: z.string(),
      patients: z.number().int(),
      events: z.number().int(),
      confidence: z.number(),
      method: z.string(),
      concordance: interval,
      oracleConcordance: interval,
      auc30: interval,
      brier30: interval,
      brierOfPrevalence: z.number(),
      calibrationIntercept: interval,
      calibrationSlope: interval,
    }),
    calibration: z.array(
      z.object({
        predicted: z.number(),
        observed: z.number(),
        low: z.number(),
        high: z.number(),
        patients: z.number().int(),
      }),
    ),
    subgroups: z.array(
      z.object({
        name: z.string(),
        patients: z.number().int(),
        events: z.number().int(),
        concordance: interval,
        observed: z.number(),
        predicted: z.number(),
      }),
    ),
  })
  .refine(({ sources, inputs }) => areInputs(sources, inputs), {
    error: 'a source is of features that are no inputs',
    path: ['sources'],
  })
  .refine(({ sources, shifts }) => areOfSources(shifts, sources), {
    error: 'a shift is of no source',
    path: ['shifts'],
  });

/** A model that gives numbers with units: graph `estimate` has one output of shape [1, estimates]. */
const estimateManifest = manifest.extend({
  kind: z.literal('estimate'),
  /** In the order of the output's columns. */
  estimates: z
    .array(
      z.object({ id: z.string(), label: z.string(), unit: z.string(), decimals: z.number().int().min(0) }),
    )
    .min(1),
  training,
});

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
const maps = z
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

/** The network's last layer, from which its findings are read: output `output` of its graph, [1, size]. */
const embedding = z.object({ output: z.string().min(1), size: z.number().int().positive() });

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
const findingsManifest = manifest
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

/**
 * A network that reads one picture and names nothing in it, for the search of similar patients: graph `embedding` takes the one
 * tensor by its id and gives [1, size] and, where the manifest has a limit, `novelty` [1, 1].
 */
const embeddingManifest = manifest
  .extend({
    kind: z.literal('embedding'),
    embedding,
    /** A picture whose novelty is above `limit` is not read; absent: each is read, known or not. */
    novelty: z.object({ limit: z.number() }).optional(),
    training,
  })
  .refine(({ inputs }) => inputs.features.length === 0 && inputs.tensors.length === 1, {
    error: 'it reads one picture and nothing else',
    path: ['inputs'],
  })
  .refine(
    ({ graphs, embedding: { output, size }, novelty }) => {
      const outputs = graphs.find(({ name }) => name === 'embedding')?.outputs;
      return outputs?.[output]?.join() === `1,${size}` && (!novelty || outputs.novelty?.join() === '1,1');
    },
    { error: 'no graph gives the embedding, and the novelty that is said', path: ['graphs'] },
  );

/** A model folder's `manifest.json`, by the kind of its answer. */
export const modelManifest = z.discriminatedUnion('kind', [
  survivalManifest,
  estimateManifest,
  findingsManifest,
  embeddingManifest,
]);

export type SurvivalManifest = z.infer<typeof survivalManifest>;
export type EstimateManifest = z.infer<typeof estimateManifest>;
export type FindingsManifest = z.infer<typeof findingsManifest>;
export type MapsDescription = z.infer<typeof maps>;
export type FindingDescription = FindingsManifest['findings'][number];
export type ModelManifest = z.infer<typeof modelManifest>;
export type ModelKind = ModelManifest['kind'];
export type GraphDescription = ModelManifest['graphs'][number];
