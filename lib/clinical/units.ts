import { UcumLhcUtils } from '@lhncbc/ucum-lhc';
import type { AnalyteCode, AnalyteEntry } from './analyte.ts';
import { plainUnit, unitsMeant } from './unit-synonyms.ts';

/** What tells a unit's meaning: that of an analyte, or of a quantity that is none of the chart's. */
type Quantity = Pick<AnalyteEntry<string>, 'id' | 'unit' | 'molarMass' | 'charge' | 'remark'>;

/** Canonical value = factor × recorded value + offset; the offset is 0 for all but temperatures. */
type Conversion = { readonly factor: number; readonly offset: number };

/**
 * A unit as a result carries it: `ucum` is the code of a Quantity whose system is UCUM, `texts` are the spellings beside
 * it or, without that system, all there is.
 */
export type SentUnit = { readonly ucum?: string | undefined; readonly texts: readonly string[] };

/** Why a unit gives no value: unknown or of another kind, more than one meaning, or a code and a text that disagree. */
export type UnitTrouble = 'unknown' | 'ambiguous' | 'contradictory';

/** Longer than any unit of a real result, and short enough that a hostile one costs nothing to parse. */
const LONGEST_UNIT = 40;
const MOST_REMEMBERED = 2000;
/** Two conversions that differ by less are one: factors are computed in floating point. */
const SAME_FACTOR = 1e-6;
/**
 * UCUM terms joined by `.` and `/`, with annotations and without parentheses, which no result needs: on other input
 * ucum-lhc writes to the console, where no chart text belongs.
 */
const UCUM_TERMS =
  /^\/?(?:[\w%'"*^[\]+-]+(?:\{[!-z|~]*\})?|\{[!-z|~]*\})(?:[./](?:[\w%'"*^[\]+-]+(?:\{[!-z|~]*\})?|\{[!-z|~]*\}))*$/;

let ucum: UcumLhcUtils | undefined;
const remembered = new Map<string, Conversion | UnitTrouble>();

type Substance = { readonly molecularWeight?: number; readonly charge?: number };

function convertOnce(from: string, value: number, to: string, options: Substance): number | null {
  ucum ??= UcumLhcUtils.getInstance();
  try {
    const { status, toVal, msg = [] } = ucum.convertUnitTo(from, value, to, options);
    return status === 'succeeded' && msg.length === 0 ? toVal : null;
  } catch {
    // ucum-lhc 7.1.10 looks names up in plain objects and trips over units such as `valueOf`: no unit it knows.
    return null;
  }
}

/** The affine map from a UCUM unit, taken at 0 and 1; `null` when there is none. */
function deriveConversion(unit: string, to: string, substance: Substance): Conversion | null {
  if (unit === to) return { factor: 1, offset: 0 };
  if (unit.length > LONGEST_UNIT || !UCUM_TERMS.test(unit)) return null;
  const zero = convertOnce(unit, 0, to, substance);
  const one = convertOnce(unit, 1, to, substance);
  return zero === null || one === null ? null : { factor: one - zero, offset: zero };
}

/**
 * A mass of another molecule (urea for its nitrogen) is scaled by the ratio of the molar masses; moles need no scaling,
 * since one mole of the one holds one mole of the other.
 */
function conversionFrom(unit: string, analyte: Quantity, code: AnalyteCode): Conversion | null {
  const { molarMass, charge } = analyte;
  const ion: Substance = charge === undefined ? {} : { charge };
  const direct = deriveConversion(unit, analyte.unit, ion);
  if (direct === null)
    return molarMass === null
      ? null
      : deriveConversion(unit, analyte.unit, { ...ion, molecularWeight: molarMass });
  const ratio = molarMass === null || code.molarMass === undefined ? 1 : molarMass / code.molarMass;
  return { factor: direct.factor * ratio, offset: direct.offset * ratio };
}

const isSame = (one: Conversion, other: Conversion): boolean =>
  Math.abs(one.factor / other.factor - 1) < SAME_FACTOR && Math.abs(one.offset - other.offset) < SAME_FACTOR;

/** The one conversion among several readings of a text. */
function onlyOne(units: readonly string[], analyte: Quantity, code: AnalyteCode): Conversion | UnitTrouble {
  const [first, ...others] = units.flatMap((unit) => conversionFrom(unit, analyte, code) ?? []);
  if (first === undefined) return 'unknown';
  return others.every((other) => isSame(first, other)) ? first : 'ambiguous';
}

/** Text first as laboratories mean it, whatever its case, then as UCUM has it. */
function readText(text: string, analyte: Quantity, code: AnalyteCode): Conversion | UnitTrouble {
  const meant = onlyOne(unitsMeant(text), analyte, code);
  return meant === 'unknown' ? onlyOne([plainUnit(text)], analyte, code) : meant;
}

/** A UCUM code is read with its case; only one that says nothing of this quantity (`K/uL`: kelvin) is read as text. */
function readCode(sent: string, analyte: Quantity, code: AnalyteCode): Conversion | UnitTrouble {
  const exact = conversionFrom(plainUnit(sent), analyte, code);
  return exact ?? onlyOne(unitsMeant(sent), analyte, code);
}

/** A known unit of another kind contradicts; a text that nobody knows (`breaths`, `of 100`) says nothing. */
const disagrees = (text: string, counted: Conversion, analyte: Quantity, code: AnalyteCode): boolean => {
  const read = readText(text, analyte, code);
  if (read === 'unknown') return unitsMeant(text).length > 0;
  return typeof read === 'object' && !isSame(read, counted);
};

function derive({ ucum: sent, texts: written }: SentUnit, analyte: Quantity, code: AnalyteCode) {
  const { own, other } = analyte.remark ?? {};
  if (other && [sent ?? '', ...written].some((text) => other.test(text))) return 'contradictory';
  const texts = own ? written.map((text) => text.replace(own, '')) : written;
  const [first = '', ...others] = texts;
  const counted = sent === undefined ? readText(first, analyte, code) : readCode(sent, analyte, code);
  if (typeof counted === 'string') return counted;
  const beside = sent === undefined ? others : texts;
  return beside.some((text) => disagrees(text, counted, analyte, code)) ? 'contradictory' : counted;
}

function conversionOf(unit: SentUnit, analyte: Quantity, code: AnalyteCode): Conversion | UnitTrouble {
  const key = [analyte.id, code.loinc, unit.ucum, ...unit.texts].join('\n');
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const conversion = derive(unit, analyte, code);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, conversion);
  return conversion;
}

const isShort = (unit: string) => unit.length <= LONGEST_UNIT;

/**
 * Converts a result into its analyte's canonical unit, mass ↔ substance concentration by the molar mass of what the
 * LOINC code names. A UCUM code counts with its case (UCUM section 3); a text is read as laboratories write units, and
 * one that can mean two things, or contradicts the code beside it, gives no value.
 *
 * @returns the value, to 12 significant digits when converted, or why there is none
 */
export function toCanonical(
  analyte: Quantity,
  code: AnalyteCode,
  value: number,
  unit: SentUnit,
): number | UnitTrouble {
  const known = { ucum: unit.ucum, texts: unit.texts.filter(isShort) };
  const conversion = isShort(unit.ucum ?? '') ? conversionOf(known, analyte, code) : 'unknown';
  if (typeof conversion === 'string') return conversion;
  const { factor, offset } = conversion;
  return factor === 1 && offset === 0 ? value : Number((factor * value + offset).toPrecision(12));
}
