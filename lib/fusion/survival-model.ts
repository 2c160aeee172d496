import type { Issue } from '#lib/clinical/issue.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { Model } from '#lib/contract/model.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { RiskReport } from '#lib/contract/risk-report.ts';
import type { Slices } from '#lib/modalities/index.ts';

/** What is special to one time-to-event model: `assess` and `screen` know no other difference between models. */
export type SurvivalModel = Omit<Model<Slices, RiskReport>, 'kind' | 'assess'> & {
  /** What a reader of its score must know about this patient beside what is wrong with the chart. */
  readonly notices: (record: PatientRecord<Slices>, landmark: Landmark) => readonly Issue[];
  /** Whether the patient may be one of those that the model is for; of any other no value is missing. */
  readonly concerns: (record: PatientRecord<Slices>, at: Moment | null) => boolean;
  /** Measures that may be missing without anything being left to measure. */
  readonly nothingToMeasure: ReadonlySet<string>;
};
