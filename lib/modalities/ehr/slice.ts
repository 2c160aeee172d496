import type { ComorbidityId } from '#lib/clinical/conditions.ts';
import type { DrugClassId } from '#lib/clinical/drug-classes.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Sex } from '#lib/clinical/sex.ts';
import type { Evidence } from '#lib/contract/feature.ts';
import type { Admission } from '#lib/contract/patient-record.ts';

/** A result in its analyte's canonical unit. */
export type Measurement = {
  readonly reference: string;
  readonly time: Moment;
  /** When it was released, if later than drawn: a result pending at discharge was not known there. */
  readonly released?: Moment;
  /** The result as the chart words it, e.g. `1.2 mg/dL`. */
  readonly recorded: string;
  /** Canonical unit. */
  readonly value: number;
};

/** A result that is on the chart but is no number to compute with: it hides older ones and is never guessed. */
export type UnreadableMeasurement = {
  readonly reference: string;
  readonly time: Moment;
  readonly released?: Moment;
  readonly recorded: string;
  readonly value: null;
  /** The end of the sentence "It could not be read because …". */
  readonly reason: string;
};

export type SeriesEntry = Measurement | UnreadableMeasurement;

/** One hospital stay: the outermost inpatient encounter; transfers within a day are one stay. */
export type Stay = Admission;

/** An inpatient encounter whose start cannot be read: it counts nowhere, and is never taken for none. */
export type UndatedStay = {
  readonly reference: string;
  /** The latest that it can have begun, where a year or a month is recorded. */
  readonly startedBy: Moment | null;
  readonly end: Moment | null;
  readonly ongoing: boolean;
};

export type ConditionEntry = {
  readonly reference: string;
  readonly label: string;
  /** Code sets of `lib/clinical/conditions.ts` that its codes fall into; empty for any other problem. */
  readonly ids: readonly (ComorbidityId | 'heart-failure')[];
  /** When it was known: recorded, else onset. `null`: undated, shown but never used. */
  readonly since: Moment | null;
  /** As the chart says today: for the screen, never for a score, since it may have changed after `at`. */
  readonly active: boolean;
};

export type MedicationEntry = {
  readonly reference: string;
  readonly label: string;
  readonly classes: readonly DrugClassId[];
  readonly since: Moment;
  /** End of the period of use, when the chart states one. */
  readonly until: Moment | null;
  /** `ongoing` and `completed` can count; `not-taken` (stopped, on hold, cancelled …) never does. */
  readonly use: 'ongoing' | 'completed' | 'not-taken';
};

/** What the record holds of labs, vital signs, stays, problems and drugs. Plain data: it crosses to the browser as JSON. */
export type EhrSlice = {
  /** FHIR `date` as recorded, and only when it can be read. */
  readonly birthDate: string | null;
  readonly sex: Sex | null;
  /** Analyte id → results, oldest first, one per time and value. An analyte without results is absent. */
  readonly series: Readonly<Record<string, readonly SeriesEntry[]>>;
  /** Inpatient stays, oldest first. */
  readonly stays: readonly Stay[];
  readonly undatedStays: readonly UndatedStay[];
  /** Encounters of any class that ended with the patient's death, by their discharge disposition. */
  readonly deaths: readonly Evidence[];
  readonly conditions: readonly ConditionEntry[];
  readonly medications: readonly MedicationEntry[];
};
