import type { Rules } from '../rules/rules-at.ts';
import type { HourlyModality } from './feature.ts';

/** What one measure does to the score, in words. */
export type StageOneFactor = {
  readonly modality: HourlyModality;
  readonly measure: string;
  /** E.g. `rising lactate, 1.8 → 3.4 mmol/L in 6 h`. */
  readonly text: string;
  /** On the scale of the log-odds; positive raises the score. */
  readonly share: number;
};

/** What stage one says of an hour. */
export type StageOneScore = {
  readonly probability: number;
  readonly threshold: number;
  readonly alarm: boolean;
  /** Largest first, both ways; with what nobody measured they add up to the score. */
  readonly factors: readonly StageOneFactor[];
  /** Bedside scores, always beside it. */
  readonly rules: Rules;
};
