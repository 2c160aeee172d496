import type { Moment } from '#lib/clinical/moment.ts';

/** Where a value came from: the receipt of a score lists these. */
export type Evidence = {
  /** Relative FHIR reference, e.g. `Observation/123`. */
  readonly reference: string;
  readonly time: Moment | null;
  /** Who says so, where it makes a difference: `measured: Simpson`, `report`, `network echo-findings 1`. */
  readonly by?: string;
};

/** A feature's value in its canonical unit, with the resources it was computed from. */
export type Reading = {
  readonly value: number;
  readonly from: readonly Evidence[];
  /** Standard deviation of a value that a network read, in its unit; absent: it was measured, or none is stated. */
  readonly spread?: number;
};

/**
 * Why a feature has no value. `stale`: recorded, but too long before the time of prediction to count.
 * `released-later`: measured before it, but not known then.
 */
export type Gap = {
  readonly missing: 'never-recorded' | 'released-later' | 'stale' | 'unreadable';
  /** One sentence for the clinician, e.g. `Last NT-proBNP 412 days before discharge; 30 days is the limit.` */
  readonly detail: string;
  readonly last: Evidence | null;
};

/**
 * One number of the model's input. Its description and its code stand together so that they cannot drift.
 * `read` sees only data recorded at or before `at`, to its precision: anything later is a look-ahead leak.
 */
export type Feature<Slice> = {
  /** Stable id, e.g. `potassium.last`. */
  readonly id: string;
  readonly label: string;
  /** What is measured, shared by the features of one quantity: `potassium` for `.last`, `.trend`, `.hours-since`. */
  readonly measure: string;
  /** Another measure that answers the same question (BNP for NT-proBNP): with either at hand the other is not missed. */
  readonly alternative?: string;
  /** Heading under which the screen lists it, e.g. `Electrolytes`. */
  readonly group: string;
  /** UCUM code; `1` for counts, flags and ratios. */
  readonly unit: string;
  /** Values outside are not read; inclusive, in `unit`. */
  readonly plausible: readonly [low: number, high: number];
  /** Paper, standard or code system that defines it. */
  readonly source: string;
  /** Raised when the same chart would give another number: a model trained on the former is refused. Absent: 1. */
  readonly version?: number;
  /** Something that was prescribed: who gets it is sicker, so its share of a risk is no effect of it. */
  readonly treatment?: true;
  /** A value in the words of a clinician, to stand within a sentence, e.g. `9 days in hospital`. Absent: label and number. */
  readonly phrase?: (value: number) => string;
  /** The same for a line of a list, of `LINE` characters at most for any plausible value. Absent: as in a sentence. */
  readonly short?: (value: number) => string;
  readonly read: (slice: Slice, at: Moment) => Reading | Gap;
};

/** Characters of a line in a list of reasons. */
export const LINE = 28;

/** A feature without its code: what the head of a file of features says of each column. */
export type FeatureSpec = Omit<Feature<never>, 'read' | 'phrase' | 'short' | 'treatment'> & {
  readonly modality: string;
};

export const isReading = (outcome: Reading | Gap): outcome is Reading => 'value' in outcome;

/** One patient's model input in the order asked for, and how each number came about. All four lists are equally long. */
export type FeatureVector = {
  /** Canonical units; 0 where missing. Always finite. */
  readonly values: Float32Array;
  /** 1 or 0. */
  readonly present: Float32Array;
  readonly outcomes: readonly (Reading | Gap)[];
  readonly specs: readonly FeatureSpec[];
};
