import type { AnalyteEntry } from './analyte.ts';
import codes from './codes/analyte-codes.json' with { type: 'json' };

const same = (unit: string) => ({ conventional: { unit, factor: 1 }, si: { unit, factor: 1 } });
const NEWS2 = 'Royal College of Physicians, National Early Warning Score 2 (2017), zero-score range';

const vitalSign = <Id extends string>(
  sign: Omit<AnalyteEntry<Id>, 'kind' | 'group' | 'display' | 'molarMass'>,
): AnalyteEntry<Id> => ({
  kind: 'vital-sign',
  group: 'Vital signs',
  display: same(sign.unit),
  molarMass: null,
  ...sign,
});

/** The vital signs of the contract. Codes: LOINC as in the FHIR vital-signs profile; units: UCUM. */
export const vitalSigns = [
  vitalSign({
    id: 'heart-rate',
    label: 'Heart rate',
    called: { high: 'fast pulse', low: 'slow pulse' },
    wording: /heart rate|pulse rate|herzfrequenz|\bpuls\b|fréquence cardiaque|frecuencia cardiaca/iu,
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
    called: { short: 'systolic pressure', high: 'high blood pressure', low: 'low blood pressure' },
    wording: /systol/iu,
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
    called: { short: 'diastolic pressure' },
    wording: /diastol/iu,
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
    called: { high: 'fast breathing', low: 'slow breathing' },
    wording: /respiratory rate|breath rate|atemfrequenz|fréquence respiratoire/iu,
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
    called: { short: 'SpO₂' },
    wording: /\bspo2\b|oxygen sat|sauerstoffsätt|\bsao2\b|saturation en oxygène/iu,
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
    called: { high: 'fever' },
    wording: /temperat|körpertemp|température/iu,
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
    wording: /\bbody weight\b|körpergewicht|\bgewicht\b|\bpoids\b|\bpeso\b|^weight$/iu,
    codes: codes.weight,
    unit: 'kg',
    plausible: [1, 400],
    reference: [],
    decimals: 1,
    source: 'No reference range: the trend counts',
  }),
] as const;
