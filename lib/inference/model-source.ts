/** Where a model folder's files come from: HTTP in a browser, the file system in Node. */
export type ModelSource = {
  /** For sentences: a URL path or a folder's name. */
  readonly location: string;
  /**
   * Bytes as found, not yet verified. `bytes` is the expected length, for progress and as a limit.
   * Throws `ModelError` `download`.
   */
  readonly read: (name: string, options: ReadOptions) => Promise<Uint8Array<ArrayBuffer>>;
  /** Absent where reading again costs nothing. */
  readonly cache?: ModelCache;
};

export type ReadOptions = {
  readonly bytes?: number;
  /** Called with the part read so far, 0…1. */
  readonly onProgress?: (fraction: number) => void;
};

/** Verified files of one model, by SHA-256. Best effort: a full or forbidden store is the same as an empty one. */
export type ModelCache = {
  readonly recall: (key: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  readonly keep: (key: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Removes every entry not listed: older versions and broken copies. */
  readonly retain: (keys: readonly string[]) => Promise<void>;
};
