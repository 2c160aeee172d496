import { z } from 'zod';

const interval = z.object({ estimate: z.number(), low: z.number(), high: z.number() });

/** A model folder's `manifest.json`: what the file is, what it was trained on, how good it is, what it is for. */
export const modelManifest = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.string().regex(/^\d+$/),
  title: z.string(),
  intendedUse: z.string(),
  notFor: z.array(z.string()),
  /** Ids of the modalities it reads. */
  modalities: z.array(z.string()).min(1),
  /** SHA-256 of those modalities' contract it was trained against; another contract refuses the model. */
  contract: z.string().length(64),
  /** Feature ids in input order. */
  inputs: z.array(z.string()).min(1),
  horizonDays: z.number().int().positive(),
  members: z.number().int().positive(),
  /** 2: the log-hazard is a sum of terms of at most two features, so paired marginals are exact Shapley values. */
  additiveOrder: z.literal(2),
  file: z.object({ name: z.string(), bytes: z.number().int().positive(), sha256: z.string().length(64) }),
  golden: z.object({ name: z.string(), bytes: z.number().int().positive(), sha256: z.string().length(64) }),
  /** Largest absolute difference from golden outputs that a backend may show. */
  tolerance: z.object({ wasm: z.number().positive(), webgpu: z.number().positive() }),
  /** 30-day risk thresholds between low | intermediate | high, chosen on the tuning set. */
  bands: z.object({ intermediate: z.number(), high: z.number(), rule: z.string() }),
  /** Deciles of each measured feature in the training set, for "what would a plausible value do". */
  quantiles: z.record(z.string(), z.object({ p10: z.number(), p50: z.number(), p90: z.number() })),
  training: z.object({
    data: z.string(),
    simulated: z.boolean(),
    patients: z.number().int(),
    events: z.number().int(),
    seed: z.number().int(),
    command: z.string(),
  }),
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

export type ModelManifest = z.infer<typeof modelManifest>;
