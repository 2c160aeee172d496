import type { Backend } from '#lib/contract/session.ts';

/** What a loading model is doing now, for a progress line. */
export type LoadProgress =
  /** The part of the model file that has arrived, 0…1. A cached file is not downloaded and reports none. */
  | { readonly stage: 'downloading'; readonly fraction: number }
  | { readonly stage: 'verifying' }
  /** The runtime starts and runs once. */
  | { readonly stage: 'warming-up'; readonly backend: Backend }
  /** The golden inputs are replayed. */
  | { readonly stage: 'replaying'; readonly backend: Backend };

export type ReportProgress = (progress: LoadProgress) => void;
