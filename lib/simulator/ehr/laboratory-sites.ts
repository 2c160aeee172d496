import type { SimulatedAnalyte } from '../physiology/simulated-analytes.ts';
import written from './reported-units.json' with { type: 'json' };

/** How a laboratory or ward reports: which assays it runs and in which UCUM unit each analyte leaves it. */
export type ReportingSite = {
  readonly id: string;
  readonly natriureticPeptide: 'nt-probnp' | 'bnp';
  readonly troponin: 'troponin-t' | 'troponin-i';
  readonly units: ReportedUnits;
};

/** value = `factor` × canonical + `offset`, rounded to `decimals`. */
export type ReportedUnit = {
  readonly code: string;
  /** LOINC code when it is not the analyte's first: the property measured is another (substance, not mass). */
  readonly loinc?: string;
  readonly display: string;
  readonly factor: number;
  readonly offset?: number;
  readonly decimals: number;
  /** Analytical limits in this unit: outside, the result is a comparator. */
  readonly above?: number;
  readonly below?: number;
};

type ReportedUnits = Readonly<Record<SimulatedAnalyte, ReportedUnit>>;

/** As the file holds it: `factor` / `per` × canonical. */
type WrittenUnit = Omit<ReportedUnit, 'factor'> & { readonly factor: number; readonly per?: number };

const unitOf = ({ factor, per = 1, ...unit }: WrittenUnit): ReportedUnit => ({
  ...unit,
  factor: factor / per,
});

const unitsOf = <Id extends SimulatedAnalyte>(table: Readonly<Record<Id, WrittenUnit>>) =>
  Object.fromEntries(Object.entries<WrittenUnit>(table).map(([id, unit]) => [id, unitOf(unit)])) as Readonly<
    Record<Id, ReportedUnit>
  >;

const conventional: ReportedUnits = unitsOf(written.conventional);
const international: ReportedUnits = { ...conventional, ...unitsOf(written.international) };

/** Repeats make a site likelier. */
export const reportingSites: readonly [ReportingSite, ...ReportingSite[]] = [
  { id: 'harbour', natriureticPeptide: 'nt-probnp', troponin: 'troponin-t', units: conventional },
  { id: 'harbour', natriureticPeptide: 'nt-probnp', troponin: 'troponin-t', units: conventional },
  { id: 'harbour', natriureticPeptide: 'nt-probnp', troponin: 'troponin-t', units: conventional },
  { id: 'orchard', natriureticPeptide: 'nt-probnp', troponin: 'troponin-t', units: international },
  { id: 'orchard', natriureticPeptide: 'nt-probnp', troponin: 'troponin-t', units: international },
  {
    id: 'valley',
    natriureticPeptide: 'bnp',
    troponin: 'troponin-i',
    units: { ...conventional, ...unitsOf(written.valley) },
  },
  {
    id: 'lakeside',
    natriureticPeptide: 'nt-probnp',
    troponin: 'troponin-i',
    units: { ...international, ...unitsOf(written.lakeside) },
  },
];
