import { TaggedError } from '#lib/clinical/tagged-error.ts';

/** A recording cannot be played: its message names file, line and reason. */
export class RecordingError extends TaggedError {
  override readonly name = 'RecordingError';
  readonly tag = 'unreadable';
}
