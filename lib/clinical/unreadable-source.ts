import { isTagged, TaggedError } from './tagged-error.ts';

/** A file's bytes cannot be had: it was moved or changed, its medium was taken out, or what they come through failed. */
export class UnreadableSource extends TaggedError {
  override readonly name = 'UnreadableSource';
  readonly tag = 'unreadable';
}

const FILE_API: ReadonlySet<string> = new Set(['NotReadableError', 'NotFoundError', 'SecurityError']);

/** Whether the platform threw this because it could not read a file: the File API a `DOMException`, Node a coded error. */
export const isUnreadable = (thrown: unknown): boolean =>
  isTagged<UnreadableSource>(thrown, 'UnreadableSource') ||
  (thrown instanceof DOMException && FILE_API.has(thrown.name)) ||
  (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' && 'syscall' in thrown);
