import { LOINC } from '#lib/clinical/code-set.ts';

/** ISO/IEEE 11073-10101 as FHIR names it, and its older URI. */
const MDC = ['urn:oid:2.16.840.1.113883.6.24', 'urn:iso:std:iso:11073:10101'];

/** How a value in some unit becomes one in the canonical unit; `perMinute`: it is a rate and not a count per sample. */
export type UnitRule = { readonly factor: number; readonly perMinute?: true };

/** A quantity that devices sample. */
export type Channel = {
  readonly id: 'heartRate' | 'saturation' | 'steps' | 'ecg';
  readonly label: string;
  /** UCUM code of the canonical unit. */
  readonly unit: string;
  /** Codes that tell it, as `system|code`. */
  readonly codes: ReadonlySet<string>;
  readonly units: Readonly<Record<string, UnitRule>>;
  /** Samples outside are not read; inclusive, canonical unit, for steps per minute. */
  readonly plausible: readonly [low: number, high: number];
  /** Sampling periods that a device of this kind has, ms. */
  readonly period: readonly [shortest: number, longest: number];
};

const codes = (loinc: readonly string[], mdc: readonly string[]): ReadonlySet<string> =>
  new Set([
    ...loinc.map((code) => `${LOINC}|${code}`),
    ...mdc.flatMap((code) => MDC.map((system) => `${system}|${code}`)),
  ]);

const SECOND = 1000;
const HOUR = 3_600_000;
const same: UnitRule = { factor: 1 };

export const channels: readonly Channel[] = [
  {
    id: 'heartRate',
    label: 'Heart rate',
    unit: '/min',
    // MDC_ECG_HEART_RATE, MDC_PULS_RATE, MDC_PULS_OXIM_PULS_RATE.
    codes: codes(['8867-4', '8889-8', '40443-4'], ['147842', '149514', '149530']),
    units: {
      '/min': same,
      '1/min': same,
      '{beats}/min': same,
      '{beat}/min': same,
      'beats/min': same,
      'beats/minute': same,
      bpm: same,
      Hz: { factor: 60 },
    },
    plausible: [20, 260],
    period: [SECOND, HOUR],
  },
  {
    id: 'saturation',
    label: 'Oxygen saturation',
    unit: '%',
    // MDC_PULS_OXIM_SAT_O2.
    codes: codes(['59408-5', '2708-6'], ['150456']),
    units: { '%': same, '1': { factor: 100 } },
    plausible: [50, 100],
    period: [SECOND, HOUR],
  },
  {
    id: 'steps',
    label: 'Steps',
    unit: '{steps}',
    codes: codes(['55423-8', '41950-7'], []),
    units: {
      '{steps}': same,
      '{step}': same,
      steps: same,
      '{count}': same,
      count: same,
      '1': same,
      '{steps}/min': { factor: 1, perMinute: true },
      'steps/min': { factor: 1, perMinute: true },
    },
    plausible: [0, 400],
    period: [SECOND, HOUR],
  },
  {
    id: 'ecg',
    label: 'ECG',
    unit: 'mV',
    // MDC_ECG_ELEC_POTL, its leads I, II, V1 to V6, and III, aVR, aVL, aVF.
    codes: codes(
      ['11524-6', '34534-8'],
      [
        '131328',
        '131329',
        '131330',
        '131331',
        '131332',
        '131333',
        '131334',
        '131335',
        '131336',
        '131389',
        '131390',
        '131391',
        '131392',
      ],
    ),
    units: {
      mV: same,
      uV: { factor: 0.001 },
      µV: { factor: 0.001 },
      μV: { factor: 0.001 },
      V: { factor: 1000 },
    },
    plausible: [-50, 50],
    // 64 to 2,000 samples per second.
    period: [0.5, 15.625],
  },
];
