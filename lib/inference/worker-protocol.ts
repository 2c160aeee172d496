import type { FeatureBatch, Prediction, Predictor } from '#lib/contract/predictor.ts';
import type { ContractIdentity } from './load-model.ts';
import { ModelError, type ModelErrorTag, reasonOf } from './model-error.ts';
import type { BackendChoice } from './open-predictor.ts';
import type { LoadProgress } from './progress.ts';

/** What to load, as the page asks the worker. `location`: the model folder's path on this origin. */
export type LoadRequest = {
  readonly location: string;
  readonly contract: ContractIdentity;
  readonly backend: BackendChoice;
};

/** A predictor without its functions, which cannot cross. */
export type PredictorDescription = Pick<Predictor, 'manifest' | 'backend' | 'threads' | 'fallbacks'>;

export type Request =
  | { readonly type: 'load'; readonly request: LoadRequest }
  | { readonly type: 'predict'; readonly id: number; readonly batch: FeatureBatch }
  | { readonly type: 'cancel'; readonly id: number };

/** `id` is the request's; 0 stands for the one `load`. */
export type Reply =
  | { readonly type: 'progress'; readonly progress: LoadProgress }
  | { readonly type: 'loaded'; readonly predictor: PredictorDescription }
  | { readonly type: 'predicted'; readonly id: number; readonly prediction: Prediction }
  | { readonly type: 'failed'; readonly id: number; readonly tag: ModelErrorTag; readonly message: string };

export const LOAD_ID = 0;

/** The half of a worker, of its own global scope and of a `MessagePort` that both sides need. */
export type Port = {
  postMessage(message: unknown, options?: StructuredSerializeOptions): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
};

// Structured clone drops an error's own fields, so tag and message cross as plain data.
export function failure(id: number, thrown: unknown): Reply {
  const tag = thrown instanceof ModelError ? thrown.tag : 'worker';
  const message =
    thrown instanceof ModelError ? thrown.message : `The model's worker failed: ${reasonOf(thrown)}.`;
  return { type: 'failed', id, tag, message };
}
