import { z } from 'zod';
import { modelInputs } from './model-inputs.ts';

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
const survivalManifest = manifest.extend({
  kind: z.literal('survival'),
  horizonDays: z.number().int().positive(),
  members: z.number().int().positive(),
  /** 2: the log-hazard is a sum of terms of at most two features, so paired marginals are exact Shapley values. */
  additiveOrder: z.literal(2),
  /** 30-day risk thresholds between low | intermediate | high, chosen on the tuning set. */
  bands: z.object({ intermediate: z.number(), high: z.number(), rule: z.string() }),
  /** Deciles of each measured feature in the training set, for "what would a plausible value do". */
  quantiles: z.record(z.string(), z.object({ p10: z.number(), p50: z.number(), p90: z.number() })),
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

/** A model folder's `manifest.json`, by the kind of its answer. */
export const modelManifest = z.discriminatedUnion('kind', [survivalManifest, estimateManifest]);

export type SurvivalManifest = z.infer<typeof survivalManifest>;
export type EstimateManifest = z.infer<typeof estimateManifest>;
export type ModelManifest = z.infer<typeof modelManifest>;
export type ModelKind = ModelManifest['kind'];
export type GraphDescription = ModelManifest['graphs'][number];
