import type { Analyte } from './analyte.ts';
import codes from './codes/analyte-codes.json' with { type: 'json' };

const same = (unit: string) => ({ conventional: { unit, factor: 1 }, si: { unit, factor: 1 } });
const NEWS2 = 'Royal College of Physicians, National Early Warning Score 2 (2017), zero-score range';

const vitalSign = (
  sign: Omit<Analyte, 'kind' | 'group' | 'display' | 'molarMass'> & Partial<Pick<Analyte, 'display'>>,
): Analyte => ({
  kind: 'vital-sign',
  group: 'Vital signs',
  display: same(sign.unit),
  molarMass: null,
  ...sign,
});

/** The vital signs of the contract. Codes: LOINC as in the FHIR vital-signs profile; units: UCUM. */
export const vitalSigns: readonly Analyte[] = [
  vitalSign({
    id: 'heart-rate',
    label: 'Heart rate',
    codes: codes['heart-rate'],
    unit: '/min',
    plausible: [15, 300],
    reference: [{ low: 51, high: 90 }],
    decimals: 0,
    source: NEWS2,
  }),
  vitalSign({
    id: 'systolic-pressure',
    label: 'Systolic blood pressure',
    codes: codes['systolic-pressure'],
    unit: 'mm[Hg]',
    plausible: [30, 320],
    reference: [{ low: 111, high: 219 }],
    decimals: 0,
    source: NEWS2,
  }),
  vitalSign({
    id: 'diastolic-pressure',
    label: 'Diastolic blood pressure',
    codes: codes['diastolic-pressure'],
    unit: 'mm[Hg]',
    plausible: [10, 220],
    reference: [{ low: 60, high: 89 }],
    decimals: 0,
    source: 'ESC/ESH 2018 arterial hypertension guideline, table 3 (doi:10.1093/eurheartj/ehy339)',
  }),
  vitalSign({
    id: 'respiratory-rate',
    label: 'Respiratory rate',
    codes: codes['respiratory-rate'],
    unit: '/min',
    plausible: [2, 90],
    reference: [{ low: 12, high: 20 }],
    decimals: 0,
    source: NEWS2,
  }),
  vitalSign({
    id: 'oxygen-saturation',
    label: 'Oxygen saturation',
    codes: codes['oxygen-saturation'],
    unit: '%',
    plausible: [30, 100],
    reference: [{ low: 96, high: null }],
    decimals: 0,
    source: NEWS2,
  }),
  vitalSign({
    id: 'temperature',
    label: 'Temperature',
    codes: codes.temperature,
    unit: 'Cel',
    plausible: [25, 45],
    reference: [{ low: 36.1, high: 38 }],
    decimals: 1,
    source: NEWS2,
  }),
  vitalSign({
    id: 'weight',
    label: 'Body weight',
    codes: codes.weight,
    unit: 'kg',
    plausible: [1, 400],
    reference: [],
    decimals: 1,
    source: 'No reference range: the trend counts',
  }),
];
