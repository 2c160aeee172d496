import { z } from 'zod';
import { modelInputs } from './model-inputs.ts';

// What manifests of every kind are made of.

export const interval = z.object({ estimate: z.number(), low: z.number(), high: z.number() });

export const listedFile = z.object({
  name: z.string(),
  bytes: z.number().int().positive(),
  sha256: z.string().length(64),
});

/** Shapes by name; `null`: any number, which is the same throughout one run. */
const signature = z.record(z.string(), z.array(z.number().int().positive().nullable()));

export const graph = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  file: listedFile,
  inputs: signature,
  outputs: signature,
});

/** What every model's `manifest.json` says: what the files are, what they were trained on, what they are for. */
export const manifest = z.object({
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
  /**
   * What golden cases come from, NDJSON in gzip: read anew, it must give the same inputs. A line is a whole chart as a FHIR
   * bundle; of kind `hourly` it is a stay.
   */
  charts: listedFile,
  /** Largest absolute difference from golden outputs that a backend may show. */
  tolerance: z.object({ wasm: z.number().positive(), webgpu: z.number().positive() }),
});

export const training = z.object({
  data: z.string(),
  simulated: z.boolean(),
  patients: z.number().int(),
  seed: z.number().int(),
  command: z.string(),
});

/** The network's last layer, from which its findings are read: output `output` of its graph, [1, size]. */
export const embedding = z.object({ output: z.string().min(1), size: z.number().int().positive() });
