import type { ModelInputs } from '#lib/contract/model-inputs.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import type { NamedTensors } from '#lib/contract/tensor.ts';
import { isModelError, type ModelErrorTag, reasonOf } from './model-error.ts';
import type { BackendChoice } from './open-session.ts';
import type { LoadProgress } from './progress.ts';

/** What to load, as the page asks the worker. `location`: the model folder's path on this origin. */
export type LoadRequest = {
  readonly location: string;
  /** The inputs that this program can give. */
  readonly own: ModelInputs;
  readonly backend: BackendChoice;
};

/** A session without its functions, which cannot cross. */
export type SessionDescription = Omit<ModelSession, 'run'>;

export type RunRequest = {
  readonly type: 'run';
  readonly id: number;
  readonly graph: string;
  readonly inputs: NamedTensors;
};

export type Request =
  | { readonly type: 'load'; readonly request: LoadRequest }
  | RunRequest
  | { readonly type: 'cancel'; readonly id: number };

/** `id` is the request's; 0 stands for the one `load`. */
export type Reply =
  | { readonly type: 'progress'; readonly progress: LoadProgress }
  | { readonly type: 'loaded'; readonly session: SessionDescription }
  | { readonly type: 'answered'; readonly id: number; readonly outputs: NamedTensors }
  | { readonly type: 'failed'; readonly id: number; readonly tag: ModelErrorTag; readonly message: string };

export const LOAD_ID = 0;

/** The half of a worker, of its own global scope and of a `MessagePort` that both sides need. */
export type Port = {
  postMessage(message: unknown, options?: StructuredSerializeOptions): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
};

// Structured clone drops an error's own fields, so tag and message cross as plain data.
export function failure(id: number, thrown: unknown): Reply {
  const tag = isModelError(thrown) ? thrown.tag : 'worker';
  const message = isModelError(thrown) ? thrown.message : `The model's worker failed: ${reasonOf(thrown)}.`;
  return { type: 'failed', id, tag, message };
}
