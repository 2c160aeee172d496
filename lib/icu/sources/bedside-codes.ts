import { LOINC } from '#lib/clinical/code-set.ts';
import { analyteOf } from '#lib/clinical/loinc-index.ts';
import type { BedsideSign, WaveformId } from '../events/stream-event.ts';

/** A sign that a code names. `second`: what stands in where the monitor has no better, as the pulse does for the heart rate. */
type SignCode = { readonly sign: BedsideSign; readonly site?: string; readonly second?: true };
type WaveCode = { readonly waveform: WaveformId; readonly label?: string };

/**
 * Reference ids of ISO/IEEE 11073-10101 with their numbers; devices send either, or both. Where two names stand, the second
 * is the same number under the name of another edition.
 */
const SIGNS: readonly (readonly [code: number, names: string, SignCode])[] = [
  [147_842, 'MDC_ECG_HEART_RATE MDC_ECG_CARD_BEAT_RATE', { sign: 'heart-rate' }],
  [149_530, 'MDC_PULS_OXIM_PULS_RATE', { sign: 'heart-rate', second: true }],
  [149_546, 'MDC_PULS_RATE_NON_INV', { sign: 'heart-rate', second: true }],
  [150_456, 'MDC_PULS_OXIM_SAT_O2', { sign: 'spo2' }],
  [151_562, 'MDC_RESP_RATE', { sign: 'respiratory-rate' }],
  [151_578, 'MDC_TTHOR_RESP_RATE', { sign: 'respiratory-rate' }],
  [151_594, 'MDC_CO2_RESP_RATE', { sign: 'respiratory-rate', second: true }],
  [150_344, 'MDC_TEMP', { sign: 'temperature' }],
  [150_364, 'MDC_TEMP_BODY', { sign: 'temperature' }],
  [151_708, 'MDC_CONC_AWAY_CO2_ET', { sign: 'etco2' }],
  [150_033, 'MDC_PRESS_BLD_ART_SYS', { sign: 'systolic-pressure', site: 'art' }],
  [150_034, 'MDC_PRESS_BLD_ART_DIA', { sign: 'diastolic-pressure', site: 'art' }],
  [150_035, 'MDC_PRESS_BLD_ART_MEAN', { sign: 'mean-pressure', site: 'art' }],
  [150_037, 'MDC_PRESS_BLD_ART_ABP_SYS', { sign: 'systolic-pressure', site: 'abp' }],
  [150_038, 'MDC_PRESS_BLD_ART_ABP_DIA', { sign: 'diastolic-pressure', site: 'abp' }],
  [150_039, 'MDC_PRESS_BLD_ART_ABP_MEAN', { sign: 'mean-pressure', site: 'abp' }],
  [150_021, 'MDC_PRESS_BLD_NONINV_SYS MDC_PRESS_CUFF_SYS', { sign: 'systolic-pressure', site: 'cuff' }],
  [150_022, 'MDC_PRESS_BLD_NONINV_DIA MDC_PRESS_CUFF_DIA', { sign: 'diastolic-pressure', site: 'cuff' }],
  [150_023, 'MDC_PRESS_BLD_NONINV_MEAN MDC_PRESS_CUFF_MEAN', { sign: 'mean-pressure', site: 'cuff' }],
];

const WAVES: readonly (readonly [code: number, names: string, WaveCode])[] = [
  [131_329, 'MDC_ECG_ELEC_POTL_I MDC_ECG_LEAD_I', { waveform: 'ecg', label: 'I' }],
  [131_330, 'MDC_ECG_ELEC_POTL_II MDC_ECG_LEAD_II', { waveform: 'ecg', label: 'II' }],
  [150_452, 'MDC_PULS_OXIM_PLETH', { waveform: 'pleth' }],
  [150_032, 'MDC_PRESS_BLD_ART', { waveform: 'abp' }],
  [150_036, 'MDC_PRESS_BLD_ART_ABP', { waveform: 'abp' }],
  [151_780, 'MDC_IMPED_TTHOR', { waveform: 'resp' }],
];

/** UCUM code of a unit of 11073-10101. */
const UNITS: readonly (readonly [code: number, names: string, string])[] = [
  [264_864, 'MDC_DIM_BEAT_PER_MIN', '/min'],
  [264_928, 'MDC_DIM_RESP_PER_MIN', '/min'],
  [262_688, 'MDC_DIM_PERCENT', '%'],
  [266_016, 'MDC_DIM_MMHG', 'mm[Hg]'],
  [265_987, 'MDC_DIM_KILO_PASCAL', 'kPa'],
  [268_192, 'MDC_DIM_DEGC', 'Cel'],
  [266_560, 'MDC_DIM_FAHR', '[degF]'],
  [266_418, 'MDC_DIM_MILLI_VOLT', 'mV'],
  [266_419, 'MDC_DIM_MICRO_VOLT', 'uV'],
  [262_656, 'MDC_DIM_DIMLESS', '1'],
];

const indexOf = <T>(table: readonly (readonly [number, string, T])[]): ReadonlyMap<string, T> =>
  new Map(
    table.flatMap(([code, names, value]) =>
      [String(code), ...names.split(' ')].map((key): [string, T] => [key, value]),
    ),
  );

const signs = indexOf(SIGNS);
const waves = indexOf(WAVES);
const units = indexOf(UNITS);

/** LOINC codes of signs that are no analytes of the product. */
const LOINC_SIGNS: ReadonlyMap<string, BedsideSign> = new Map([
  ['8478-0', 'mean-pressure'],
  ['19889-5', 'etco2'],
]);
const ANALYTE_SIGNS: Readonly<Record<string, BedsideSign>> = {
  'heart-rate': 'heart-rate',
  'respiratory-rate': 'respiratory-rate',
  'oxygen-saturation': 'spo2',
  temperature: 'temperature',
  'systolic-pressure': 'systolic-pressure',
  'diastolic-pressure': 'diastolic-pressure',
};
/** Of arterial blood: a result of a laboratory, where the finger's has a code of its own. */
const ARTERIAL_SATURATION = '2708-6';

/** UCUM of a unit of 11073, by its number or reference id. */
export const mdcUnit = (code: string): string | undefined => units.get(code);

function loincSign(code: string): SignCode | undefined {
  if (code === ARTERIAL_SATURATION) return undefined;
  const sign = LOINC_SIGNS.get(code) ?? ANALYTE_SIGNS[analyteOf(LOINC, code)?.analyte.id ?? ''];
  return sign && { sign };
}

/** What a code names, of that which is read of a bedside. */
export type MeasuredCode =
  | ({ readonly kind: 'sign'; readonly code: string } & SignCode)
  | ({ readonly kind: 'wave'; readonly code: string } & WaveCode)
  | { readonly kind: 'laboratory'; readonly code: string };

/** LOINC and 11073 by their names in HL7 v2 and in FHIR. */
const LOINC_NAMES: readonly string[] = ['LN', LOINC];
const MDC_NAMES: readonly string[] = ['MDC', 'urn:iso:std:iso:11073:10101', 'urn:oid:2.16.840.1.113883.6.24'];

/** By the code, or the name beside it, in its system; `undefined`: nothing that is read here. */
export function measuredBy(code: string, name: string, system: string): MeasuredCode | undefined {
  if (LOINC_NAMES.includes(system)) {
    const sign = loincSign(code);
    return sign ? { kind: 'sign', code, ...sign } : { kind: 'laboratory', code };
  }
  if (!MDC_NAMES.includes(system) && !name.startsWith('MDC_')) return undefined;
  const sign = signs.get(code) ?? signs.get(name);
  if (sign) return { kind: 'sign', code, ...sign };
  const wave = waves.get(code) ?? waves.get(name);
  return wave && { kind: 'wave', code, ...wave };
}
