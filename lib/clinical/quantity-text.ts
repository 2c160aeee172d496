// How a quantity is shown: the analyte's display unit of the chosen system, enough digits, never without its unit.
import { type Analyte, analytes } from './analytes.ts';

export type UnitSystem = 'conventional' | 'si';

const NBSP = '\u00a0';
const byId = new Map<string, Analyte>(analytes.map((analyte) => [analyte.id, analyte]));

export const analyteOf = (id: string): Analyte | undefined => byId.get(id);

const SYMBOLS: readonly (readonly [RegExp, string])[] = [
  [/10\*3/g, '10³'],
  [/10\*6/g, '10⁶'],
  [/10\*9/g, '10⁹'],
  [/mm\[Hg\]/g, 'mmHg'],
  [/Cel/g, '°C'],
  [/\[degF\]/g, '°F'],
  [/\bu(?=L|g|mol)/g, 'µ'],
  [/\{1\.73_m2\}|\{1\.73\}/g, '1.73 m²'],
  [/^\/min$/, 'per min'],
  [/^\/h$/, 'per hour'],
  [/^\/d$/, 'per day'],
  [/^%\.min\/h$/, '%·min per hour'],
  [/^\{(\w+)\}/, '$1'],
  [/\/d$/, ' per day'],
  [/^a$/, 'y'],
];

/** A UCUM code as people write it: `10*3/uL` → `10³/µL`, `Cel` → `°C`; `1` has no symbol. */
export function unitText(ucum: string): string {
  if (ucum === '1') return '';
  const text = SYMBOLS.reduce((written, [code, symbol]) => written.replace(code, symbol), ucum);
  // What UCUM annotates is said after the unit: `ng/mL FEU`.
  return text.replace(/\{(\w+)\}/g, `${NBSP}$1`);
}

const formats = new Map<number, Intl.NumberFormat>();

/** Grouped thousands and a true minus; a fixed number of decimals. */
export function numberText(value: number, decimals: number): string {
  let format = formats.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat('en-GB', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    formats.set(decimals, format);
  }
  const text = format.format(value).replace('-', '−');
  return /[1-9]/.test(text) ? text : text.replace('−', '');
}

/** The conversion from an analyte's canonical unit to the one on screen. */
export function displayUnit(analyte: Analyte, system: UnitSystem): DisplayUnit {
  const { unit, factor } = analyte.display[system];
  const shift = Math.round(Math.log10(factor));
  return { unit, factor, decimals: Math.max(0, Math.min(3, analyte.decimals - shift)) };
}

type DisplayUnit = { readonly unit: string; readonly factor: number; readonly decimals: number };

// A unit that begins with a power of ten is a factor: `7.3 × 10³/µL`.
const join = (number: string, unit: string): string => {
  if (unit === '') return number;
  return `${number}${NBSP}${unit.startsWith('10') ? `×${NBSP}` : ''}${unit}`;
};

/** At most four significant digits: `1,419`, not `1,418.9`. */
const significant = (value: number, decimals: number): number => (Math.abs(value) < 1000 ? decimals : 0);

/** The number of `analyteText` alone, for columns whose heading carries the unit. */
export function analyteNumber(analyte: Analyte, value: number, system: UnitSystem): string {
  const { factor, decimals } = displayUnit(analyte, system);
  return numberText(value * factor, significant(value * factor, decimals));
}

/** A value in canonical units as `4.2 mmol/L` in the chosen system. */
export const analyteText = (analyte: Analyte, value: number, system: UnitSystem): string =>
  join(analyteNumber(analyte, value, system), unitText(displayUnit(analyte, system).unit));

/** Three significant digits at most, for quantities without a rule of their own. */
export function plainText(value: number, unit: string): string {
  const size = Math.abs(value);
  const decimals = Number.isInteger(value) || size >= 100 ? 0 : Math.min(3, size >= 10 || size === 0 ? 1 : 2);
  return join(numberText(value, decimals), unitText(unit));
}

/** A slope needs one digit more than the level it belongs to, and always its sign. */
function slopeText(analyte: Analyte, perDay: number, system: UnitSystem): string {
  const { unit, factor, decimals } = displayUnit(analyte, system);
  const text = numberText(perDay * factor, Math.min(3, decimals + 1));
  return join(perDay > 0 ? `+${text}` : text, `${unitText(unit)} per day`);
}

/** `9 days`, `1 day`; not a whole number: to one digit below ten, else to the whole. */
export function countText(count: number, unit: string): string {
  const decimals = Number.isInteger(count) || Math.abs(count) >= 10 ? 0 : 1;
  const number = numberText(count, decimals);
  return `${number}${NBSP}${unit}${number === '1' ? '' : 's'}`;
}

/** A label within a sentence: `Sodium` → `sodium`, while `CRP`, `NT-proBNP` and `eGFR` stay. */
export const lowerFirst = (label: string): string =>
  /^\p{Lu}\p{Ll}/u.test(label) ? `${label.charAt(0).toLowerCase()}${label.slice(1)}` : label;

/** Words at the beginning of a line: `potassium 4.2` → `Potassium 4.2`, while `eGFR 61` stays. */
export const upperFirst = (text: string): string =>
  /^\p{Ll}\p{Lu}/u.test(text) ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

type FeatureValue = { readonly feature: string; readonly measure: string; readonly unit: string };

/** Flags by their id; for everything else `null`. */
function flagText(feature: string, value: number): string | null {
  const [no, yes] =
    FLAGS.find(([prefix]) => feature === prefix || feature.startsWith(`${prefix}.`))?.[1] ?? [];
  return (value === 1 ? yes : no) ?? null;
}

const FLAGS: readonly (readonly [string, readonly [no: string, yes: string]])[] = [
  ['sex', ['male', 'female']],
  ['condition', ['not on problem list', 'on problem list']],
  ['medication', ['not prescribed', 'prescribed']],
];

/** A model input as a clinician reads it: flags as words, analytes in the chosen system, the rest with its unit. */
export function featureText(
  { feature, measure, unit }: FeatureValue,
  value: number,
  system: UnitSystem,
): string {
  const analyte = analyteOf(measure);
  if (unit === analyte?.unit) return analyteText(analyte, value, system);
  if (analyte && feature.endsWith('.trend')) return slopeText(analyte, value, system);
  return flagText(feature, value) ?? plainText(value, unit);
}
