import type { ModelManifest } from './manifest.ts';
import type { NamedTensors } from './tensor.ts';

export type Backend = 'webgpu' | 'wasm';

/** A loaded, verified model. The one port between medicine (`fusion`) and the runtime (`inference`). */
export type ModelSession = {
  readonly manifest: ModelManifest;
  readonly backend: Backend;
  readonly threads: number;
  /** Why a preferred backend was not used, as sentences for the receipt; empty when the first choice works. */
  readonly fallbacks: readonly string[];
  /**
   * Runs one of the manifest's graphs. Shapes are the manifest's with `null` filled in; all numbers finite, both ways.
   * Rejects with `ModelError`, or with the signal's reason when aborted.
   */
  readonly run: (graph: string, inputs: NamedTensors, signal?: AbortSignal) => Promise<NamedTensors>;
};
