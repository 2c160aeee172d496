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

/** A laboratory quantity or vital sign: its codes, its one unit inside the product, and what is normal. */
export type Analyte = {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly kind: 'laboratory' | 'vital-sign';
  /** The first code is the one the simulator writes. */
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
  /** Outside is a recording error, not a patient; inclusive, canonical unit. */
  readonly plausible: readonly [low: number, high: number];
  readonly reference: readonly ReferenceRange[];
  /** Decimals on screen in the canonical unit. */
  readonly decimals: number;
  /** Source of the reference range. */
  readonly source: string;
  /** Another analyte that answers the same question: either one fills the gap. */
  readonly alternative?: string;
};
