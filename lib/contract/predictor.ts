import type { ModelManifest } from './manifest.ts';

export type Backend = 'webgpu' | 'wasm';

/** `rows` model inputs, row-major, one column per feature of the contract. A missing value is 0 with `present` 0. */
export type FeatureBatch = {
  readonly rows: number;
  /** rows × features, canonical units. */
  readonly values: Float32Array;
  /** rows × features, 0 or 1. */
  readonly present: Float32Array;
};

/** What the graph returns, row-major. `days` runs 0…horizon, so `days = horizonDays + 1`. */
export type Prediction = {
  readonly rows: number;
  readonly days: number;
  readonly members: number;
  /** rows; calibrated log-hazard relative to the training baseline. */
  readonly logHazard: Float32Array;
  /** rows × days; probability of no event by the end of each day. */
  readonly survival: Float32Array;
  /** rows × members × days; the same for each bootstrap member. */
  readonly memberSurvival: Float32Array;
};

/** A loaded, verified model. The one port between medicine (`fusion`) and the runtime (`inference`). */
export type Predictor = {
  readonly manifest: ModelManifest;
  readonly backend: Backend;
  readonly threads: number;
  /** Why a preferred backend was not used, as sentences for the receipt; empty when the first choice works. */
  readonly fallbacks: readonly string[];
  readonly predict: (batch: FeatureBatch, signal?: AbortSignal) => Promise<Prediction>;
};
