import { TaggedError } from '#lib/clinical/tagged-error.ts';

/** The store's folder or journal is not usable: a broken system, never bad data. */
export class StoreError extends TaggedError {
  override readonly name = 'StoreError';
  readonly tag: 'locked' | 'corrupt' | 'write-failed' | 'closed';
  readonly folder: string;

  constructor(tag: StoreError['tag'], folder: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.tag = tag;
    this.folder = folder;
  }
}
