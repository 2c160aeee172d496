import type { AnalyteId } from '#lib/clinical/analytes.ts';
import type { ComorbidityId } from '#lib/clinical/conditions.ts';
import type { DrugClassId } from '#lib/clinical/drug-classes.ts';
import type { GuidelineConditionId } from '#lib/clinical/guideline-conditions.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Sex } from '#lib/clinical/sex.ts';
import type { Evidence } from '#lib/contract/feature.ts';
import type { Admission } from '#lib/contract/patient-record.ts';
import type { Standing } from './medication-status.ts';
import type { Over } from './medication-supply.ts';

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

/** What one Condition says of a diagnosis. Whether it is present at a time: `has-condition.ts`. */
export type ConditionEntry = {
  readonly reference: string;
  readonly label: string;
  /** The first of its codes that names its system; absent: it has none. */
  readonly coding?: { readonly system: string; readonly code: string };
  /** Relative reference of the encounter that it was diagnosed in; absent: the chart names none. */
  readonly encounter?: string;
  /** Code sets of `conditions.ts` and `guideline-conditions.ts` that its codes fall into; empty for any other problem. */
  readonly ids: readonly (ComorbidityId | 'heart-failure' | GuidelineConditionId)[];
  /** When it was known: recorded, else onset. `null`: undated, shown but never used. */
  readonly since: Moment | null;
  /** `suspected`: provisional or unconfirmed. `refuted`: shown, and it speaks against the diagnosis. */
  readonly certainty: 'confirmed' | 'suspected' | 'refuted';
  /** When it ended, where the chart states it. */
  readonly until: Moment | null;
  /** It ended somewhere between the two (ms since epoch). `null`: not known to have ended. */
  readonly over: Over | null;
  /** A diagnosis of one encounter that says nothing of how long it lasted. */
  readonly momentary: boolean;
  /** Why it cannot be relied on: the end of the sentence "… is unclear, because …". */
  readonly doubt: string | null;
  /** The status by its name, as the chart says today, e.g. `resolved`. */
  readonly status: string;
  /** Whether the chart counts it among the present ones today: for the order on the screen, never for a score. */
  readonly active: boolean;
};

/** What one order, statement, administration or dispense says of a drug. Whether it counts at a time: `on-drug.ts`. */
export type MedicationEntry = {
  readonly reference: string;
  readonly kind: 'order' | 'statement' | 'administration' | 'dispense';
  readonly label: string;
  /** As the chart words it, or put together from its parts. */
  readonly dose: string | null;
  readonly classes: readonly DrugClassId[];
  /** Names of the substances of these classes; the class's id where only the class is known. */
  readonly substances: readonly string[];
  readonly standing: Standing;
  /** The status by its name, e.g. `on hold`, as the chart says today. */
  readonly status: string;
  /** Why it has this status, as the chart words it. */
  readonly reason: string | null;
  /** Start of use. `null`: undated, shown but never used. */
  readonly since: Moment | null;
  /** When the entry itself speaks: what is newer outweighs it. */
  readonly said: Moment | null;
  /** End of use, where the chart states one. */
  readonly until: Moment | null;
  /** Where it states none: use is over somewhere between the two (ms since epoch). `null`: it goes on. */
  readonly over: Over | null;
  /** Why it cannot be relied on: the end of the sentence "… is unclear, because …". */
  readonly doubt: string | null;
};

/**
 * What was done, by a Procedure or the kind of an Encounter, where a guideline depends on it: a valve, a pacemaker, dialysis,
 * hospice care. Charts of many systems hold these among no diagnoses.
 */
export type ProcedureEntry = {
  readonly reference: string;
  readonly label: string;
  readonly ids: readonly GuidelineConditionId[];
  /** `null`: undated, and counts at any time. */
  readonly since: Moment | null;
};

/** What one AllergyIntolerance says: a substance of these classes that the patient shall not have. */
export type AllergyEntry = {
  readonly reference: string;
  readonly label: string;
  /** Empty for anything but the drugs of the contract. */
  readonly classes: readonly DrugClassId[];
  /** `null`: undated, and counts at any time: a warning is not lost for want of a date. */
  readonly since: Moment | null;
  /** `unconfirmed`: suspected alone. */
  readonly certainty: 'confirmed' | 'unconfirmed';
};

/** An appointment that is booked or kept, or an outpatient encounter that is planned or took place. */
export type Visit = {
  readonly reference: string;
  readonly label: string;
  readonly start: Moment;
};

/** What the record holds of labs, vital signs, stays, problems and drugs. Plain data: it crosses to the browser as JSON. */
export type EhrSlice = {
  /** FHIR `date` as recorded, and only when it can be read. */
  readonly birthDate: string | null;
  readonly sex: Sex | null;
  /** Results, oldest first, one per time and value. An analyte without results is absent. */
  readonly series: Readonly<Partial<Record<AnalyteId, readonly SeriesEntry[]>>>;
  /** Inpatient stays, oldest first. */
  readonly stays: readonly Stay[];
  readonly undatedStays: readonly UndatedStay[];
  /** Encounters of any class that ended with the patient's death, by their discharge disposition. */
  readonly deaths: readonly Evidence[];
  readonly conditions: readonly ConditionEntry[];
  /** Oldest first. No feature reads them. */
  readonly procedures: readonly ProcedureEntry[];
  /** Oldest first; the undated ones before them. */
  readonly medications: readonly MedicationEntry[];
  /** Those in force, as the chart says today. */
  readonly allergies: readonly AllergyEntry[];
  /** Outpatient visits, oldest first; those before the first stay are left out. */
  readonly visits: readonly Visit[];
};
