import { isTagged, TaggedError } from '#lib/clinical/tagged-error.ts';

/** What failed between a model's files and its numbers. */
export type ModelErrorTag =
  /** `manifest.json` or `golden.json` is not what its schema says. */
  | 'manifest'
  /** A file could not be fetched or read. */
  | 'download'
  /** A file's length or SHA-256 differs from the manifest's. */
  | 'integrity'
  /** The model was trained against other features than this program extracts. */
  | 'contract'
  /** A backend does not reproduce the golden outputs. */
  | 'golden'
  /** No backend starts the model. */
  | 'backend'
  /** A batch has the wrong shape or holds a value that is not a number. */
  | 'input'
  /** The runtime failed on a batch, or returned something that is not a prediction. */
  | 'run'
  /** The worker stopped or could not be started. */
  | 'worker';

/** A broken *system*, never bad data: its message is a sentence that the screen shows instead of a score. */
export class ModelError extends TaggedError {
  override readonly name = 'ModelError';
  readonly tag: ModelErrorTag;

  constructor(tag: ModelErrorTag, message: string, options?: ErrorOptions) {
    super(message, options);
    this.tag = tag;
  }
}

/** By its fields: it may have come from a worker, or from another bundle. */
export const isModelError = (thrown: unknown): thrown is ModelError =>
  isTagged<ModelError>(thrown, 'ModelError');

/** The first line of whatever was thrown, cut to a length that fits a sentence on screen. */
export function reasonOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return (text.split('\n', 1)[0] ?? '').slice(0, 200);
}
