import type { HourlyStay } from '../hourly/stay.ts';

export const hourlyModalities = ['vital-signs', 'laboratory', 'scores', 'history'] as const;
/** `scores`: bedside scores that count several signs together. */
export type HourlyModality = (typeof hourlyModalities)[number];

/**
 * One number of the input of stage one. Its description and its code stand together so that they cannot drift. `read` sees
 * entries 0 to `hour` alone.
 */
export type HourlyFeature = {
  /** Stable id, e.g. `heart-rate.mean-6h`. */
  readonly id: string;
  readonly label: string;
  /** What is measured, shared by the features of one quantity. */
  readonly measure: string;
  readonly modality: HourlyModality;
  /** UCUM code; `1` for counts and ratios. */
  readonly unit: string;
  /** What it can be at all, in `unit`; inclusive. */
  readonly plausible: readonly [low: number, high: number];
  /** Raised when the same stay would give another number: a model trained on the former is refused. Absent: 1. */
  readonly version?: number;
  /** NaN: there is none. */
  readonly read: (stay: HourlyStay, hour: number) => number;
  /** What it says of this stay in the words of a clinician, to stand within a sentence: `rising lactate, 1.8 → 3.4 mmol/L in 6 h`. */
  readonly phrase: (value: number, stay: HourlyStay, hour: number) => string;
};
