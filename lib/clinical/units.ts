import { UcumLhcUtils } from '@lhncbc/ucum-lhc';
import type { Analyte, AnalyteCode } from './analyte.ts';
import { plainUnit, synonymOf } from './unit-synonyms.ts';

/** Canonical value = factor × recorded value + offset; the offset is 0 for all but temperatures. */
type Conversion = { readonly factor: number; readonly offset: number };

/** Longer than any unit of a real result, and short enough that a hostile one costs nothing to parse. */
const LONGEST_UNIT = 40;
const MOST_REMEMBERED = 2000;
/**
 * UCUM terms joined by `.` and `/`, with annotations and without parentheses, which no result needs: on other input
 * ucum-lhc writes to the console, where no chart text belongs.
 */
const UCUM_TERMS =
  /^\/?(?:[\w%'"*^[\]+-]+(?:\{[!-z|~]*\})?|\{[!-z|~]*\})(?:[./](?:[\w%'"*^[\]+-]+(?:\{[!-z|~]*\})?|\{[!-z|~]*\}))*$/;

let ucum: UcumLhcUtils | undefined;
const remembered = new Map<string, Conversion | null>();

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

function findConversion(unit: string, to: string, substance: Substance): Conversion | null {
  const meant = synonymOf(unit);
  const exact = deriveConversion(plainUnit(unit), to, substance);
  return exact ?? (meant === undefined ? null : deriveConversion(meant, to, substance));
}

/**
 * A mass of another molecule (urea for its nitrogen) is scaled by the ratio of the molar masses; moles need no scaling,
 * since one mole of the one holds one mole of the other.
 */
function deriveFor(unit: string, analyte: Analyte, code: AnalyteCode): Conversion | null {
  const { molarMass, charge } = analyte;
  const ion: Substance = charge === undefined ? {} : { charge };
  const direct = findConversion(unit, analyte.unit, ion);
  if (direct === null)
    return molarMass === null
      ? null
      : findConversion(unit, analyte.unit, { ...ion, molecularWeight: molarMass });
  const ratio = molarMass === null || code.molarMass === undefined ? 1 : molarMass / code.molarMass;
  return { factor: direct.factor * ratio, offset: direct.offset * ratio };
}

function conversionFrom(unit: string, analyte: Analyte, code: AnalyteCode): Conversion | null {
  const key = `${analyte.id} ${code.loinc} ${unit}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const conversion = deriveFor(unit, analyte, code);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, conversion);
  return conversion;
}

/**
 * Converts a result into its analyte's canonical unit, mass ↔ substance concentration by the molar mass of what the
 * LOINC code names. A spelling that is no UCUM code is tried as a common synonym; nothing else is guessed.
 *
 * @param unit UCUM code or unit text as recorded
 * @returns the value, to 12 significant digits when converted; `undefined` when the unit is unknown or of another
 *   dimension
 */
export function toCanonical(
  analyte: Analyte,
  code: AnalyteCode,
  value: number,
  unit: string,
): number | undefined {
  if (unit === analyte.unit && code.molarMass === undefined) return value;
  const conversion = unit.length > LONGEST_UNIT ? null : conversionFrom(unit, analyte, code);
  return conversion === null
    ? undefined
    : Number((conversion.factor * value + conversion.offset).toPrecision(12));
}
