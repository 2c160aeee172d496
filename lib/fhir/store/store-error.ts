/** The store's folder or journal is not usable: a broken system, never bad data. */
export class StoreError extends Error {
  readonly _tag = 'StoreError';
  readonly kind: 'locked' | 'corrupt' | 'write-failed' | 'closed';
  readonly folder: string;

  constructor(kind: StoreError['kind'], folder: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.kind = kind;
    this.folder = folder;
  }
}
