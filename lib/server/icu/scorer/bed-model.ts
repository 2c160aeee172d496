import type { AlertCondition, AlertFactor } from '#lib/icu/alerts/alert.ts';
import type { ScoreReceipt } from '#lib/icu/alerts/score.ts';
import type { HourlyStay } from '#lib/icu/hourly/stay.ts';

/** An hour of a stay: entries 0 to `hour` are read. */
export type AskedHour = { readonly stay: HourlyStay; readonly hour: number };

/** A model that speaks of a bed, as the scorer knows one. */
export type BedModel = {
  /** As scores and alerts name it, e.g. `icu-sepsis/1`. */
  readonly name: string;
  readonly condition: AlertCondition;
  readonly horizonHours: number;
  /** The model's own: one that a person set takes its place. */
  readonly threshold: number;
  readonly identity: Pick<ScoreReceipt, 'model' | 'simulatedTraining'>;
  /** Probabilities, all in one run. */
  readonly predict: (asked: readonly AskedHour[]) => Promise<readonly number[]>;
  /** What drives one score; costs as much as some hundred scores. */
  readonly explain: (asked: AskedHour) => Promise<readonly AlertFactor[]>;
};
