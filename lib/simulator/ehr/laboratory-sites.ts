import type { SimulatedAnalyte } from '../physiology/simulated-analytes.ts';

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

const unit = (code: string, display: string, factor: number, decimals: number): ReportedUnit => ({
  code,
  display,
  factor,
  decimals,
});

/** Analytical ranges: Roche Elecsys proBNP II and troponin T Gen 5, Abbott Architect BNP and STAT troponin I inserts. */
const conventional: ReportedUnits = {
  'nt-probnp': { ...unit('pg/mL', 'pg/mL', 1, 0), above: 35_000 },
  bnp: { ...unit('pg/mL', 'pg/mL', 1, 0), above: 5000 },
  'troponin-t': { ...unit('ng/L', 'ng/L', 1, 0), below: 6 },
  'troponin-i': { ...unit('ng/L', 'ng/L', 1, 0), below: 3 },
  sodium: unit('mmol/L', 'mmol/L', 1, 0),
  potassium: unit('mmol/L', 'mmol/L', 1, 1),
  creatinine: unit('mg/dL', 'mg/dL', 1, 2),
  'urea-nitrogen': unit('mg/dL', 'mg/dL', 1, 0),
  haemoglobin: unit('g/dL', 'g/dL', 1, 1),
  crp: { ...unit('mg/L', 'mg/L', 1, 1), below: 0.3 },
  leukocytes: unit('10*3/uL', 'K/uL', 1, 1),
  albumin: unit('g/dL', 'g/dL', 1, 1),
  glucose: unit('mg/dL', 'mg/dL', 1, 0),
  'heart-rate': unit('/min', '/min', 1, 0),
  'systolic-pressure': unit('mm[Hg]', 'mmHg', 1, 0),
  'diastolic-pressure': unit('mm[Hg]', 'mmHg', 1, 0),
  'respiratory-rate': unit('/min', '/min', 1, 0),
  'oxygen-saturation': unit('%', '%', 1, 0),
  temperature: { ...unit('[degF]', '°F', 1.8, 1), offset: 32 },
  weight: unit('kg', 'kg', 1, 1),
};

/** Factors: molar masses as in `lib/clinical/laboratory.ts`. */
const international: ReportedUnits = {
  ...conventional,
  'nt-probnp': { ...unit('ng/L', 'ng/L', 1, 0), above: 35_000 },
  creatinine: { ...unit('umol/L', 'µmol/L', 10_000 / 113.12, 0), loinc: '14682-9' },
  'urea-nitrogen': { ...unit('mmol/L', 'mmol/L', 10 / 28.014, 1), loinc: '14937-7' },
  haemoglobin: unit('g/L', 'g/L', 10, 0),
  crp: { ...unit('mg/L', 'mg/L', 1, 0), below: 1 },
  leukocytes: unit('10*9/L', '10⁹/L', 1, 1),
  albumin: unit('g/L', 'g/L', 10, 0),
  glucose: { ...unit('mmol/L', 'mmol/L', 10 / 180.156, 1), loinc: '14749-6' },
  temperature: unit('Cel', '°C', 1, 1),
};

const pounds = unit('[lb_av]', 'lb', 1 / 0.45359237, 1);

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
    units: { ...conventional, weight: pounds, crp: { ...unit('mg/dL', 'mg/dL', 0.1, 2), below: 0.04 } },
  },
  {
    id: 'lakeside',
    natriureticPeptide: 'nt-probnp',
    troponin: 'troponin-i',
    units: {
      ...international,
      'nt-probnp': { ...unit('pmol/L', 'pmol/L', 1000 / 8457, 0), loinc: '83107-3', above: 4139 },
    },
  },
];
