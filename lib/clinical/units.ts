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
 * Converts a result into its analyte's canonical unit, mass ↔ substance concentration by the molar mass of what the
 * LOINC code names. A spelling that is no UCUM code is tried as a common synonym; nothing else is guessed.
 *
 * @param unit UCUM code or unit text as recorded
 * @returns the value to 12 significant digits, or `undefined` when the unit is unknown or of another dimension
 */
export function toCanonical(
  analyte: Analyte,
  code: AnalyteCode,
  value: number,
  unit: string,
): number | undefined {
  const molarMass = code.molarMass ?? analyte.molarMass;
  if (unit.length > LONGEST_UNIT) return undefined;
  const key = `${analyte.id} ${molarMass} ${unit}`;
  let conversion = remembered.get(key);
  if (conversion === undefined) {
    const substance: Substance = {
      ...(molarMass === null ? {} : { molecularWeight: molarMass }),
      ...(analyte.charge === undefined ? {} : { charge: analyte.charge }),
    };
    conversion = findConversion(unit, analyte.unit, substance);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(key, conversion);
  }
  if (conversion === null) return undefined;
  return Number((conversion.factor * value + conversion.offset).toPrecision(12));
}
