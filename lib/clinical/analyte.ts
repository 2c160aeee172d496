import type { Sex } from './sex.ts';

/**
 * A LOINC code under which an analyte arrives. `molarMass` (g/mol): of what the code names, where a mass is of another
 * molecule (urea for its nitrogen).
 */
export type AnalyteCode = { readonly loinc: string; readonly molarMass?: number };

/** Limits of health, inclusive, in the analyte's canonical unit; `null` is open. */
export type ReferenceRange = {
  readonly sex?: Sex;
  readonly low: number | null;
  readonly high: number | null;
};

/** A laboratory quantity or vital sign as the tables write it: its codes, its one unit inside the product, what is normal. */
export type AnalyteEntry<Id extends string> = {
  readonly id: Id;
  readonly label: string;
  /** Within a sentence, where that is not the label: the shorter name, and what a high or a low value is called. */
  readonly called?: { readonly short?: string; readonly high?: string; readonly low?: string };
  readonly group: string;
  readonly kind: 'laboratory' | 'vital-sign';
  /** The first code is the usual one. */
  readonly codes: readonly AnalyteCode[];
  /** Canonical UCUM unit: every stored number is in it. */
  readonly unit: string;
  /** What the screen shows for each system of units; `factor` × canonical. */
  readonly display: {
    readonly conventional: { readonly unit: string; readonly factor: number };
    readonly si: { readonly unit: string; readonly factor: number };
  };
  /** g/mol, for mass ↔ substance concentration; `null` where no such conversion exists. */
  readonly molarMass: number | null;
  /** Charge of the ion, for equivalents (`meq/L`); absent where a result in equivalents makes no sense. */
  readonly charge?: number;
  /**
   * Two quantities of one dimension that only a remark after the unit tells apart (fibrinogen equivalents and D-dimer units):
   * what this analyte's own remark looks like, and what contradicts it.
   */
  readonly remark?: { readonly own: RegExp; readonly other: RegExp };
  /** Outside is a recording error, not a patient; inclusive, canonical unit. */
  readonly plausible: readonly [low: number, high: number];
  readonly reference: readonly ReferenceRange[];
  /** Decimals on screen in the canonical unit. */
  readonly decimals: number;
  /** Source of the reference range. */
  readonly source: string;
  /** Another analyte that answers the same question: either one fills the gap. */
  readonly alternative?: Id;
  /**
   * How laboratories word it in English, German, French, Spanish, Italian and Dutch; `u` for letters of any script. For
   * suggestions to a person, never for reading.
   */
  readonly wording: RegExp;
};
