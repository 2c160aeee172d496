import type { AnalyteCode } from '#lib/clinical/analyte.ts';
import type { Analyte } from '#lib/clinical/analytes.ts';
import type { IssueCode } from '#lib/clinical/issue.ts';
import { type SentUnit, toCanonical, type UnitTrouble } from '#lib/clinical/units.ts';
import { element, isObject, quantityOf, type SentQuantity } from '#lib/fhir/elements.ts';
import { isAbsent, valueContradiction, valuesOf } from '#lib/fhir/observed-value.ts';
import type { CodedPart } from './coded-parts.ts';
import { areOneValue, halfStep, type Rounded } from './rounding.ts';

type Unreadable = {
  readonly value: null;
  readonly recorded: string;
  readonly code: IssueCode;
  /** The end of the sentence "It could not be read because …". */
  readonly reason: string;
};

/** A value in the canonical unit, and what it can stand for as it was rounded. */
type Readable = { readonly value: number; readonly recorded: string; readonly rounded: Rounded };

export type Result = Readable | Unreadable;

/** UCUM as FHIR and as HL7 v2 and CDA name it. */
const UCUM: ReadonlySet<string> = new Set([
  'http://unitsofmeasure.org',
  'https://unitsofmeasure.org',
  'http://unitsofmeasure.org/',
  'urn:oid:2.16.840.1.113883.6.8',
]);
const LONGEST_TEXT = 60;

const texts = (...sent: readonly (string | undefined)[]) => sent.filter((one) => one !== undefined);

function unitOf({ system, code, unit }: SentQuantity): SentUnit | undefined {
  if (system !== undefined && UCUM.has(system) && code !== undefined)
    return { ucum: code, texts: texts(unit) };
  const written = texts(unit, code);
  return written.length === 0 ? undefined : { texts: written };
}

const wording = ({ comparator = '', value, unit, code }: SentQuantity): string =>
  `${comparator}${value ?? '?'} ${unit ?? code ?? '(no unit)'}`.slice(0, LONGEST_TEXT);

const UNIT_REASONS: Readonly<
  Record<UnitTrouble, { readonly code: IssueCode; readonly reason: (unit: string) => string }>
> = {
  unknown: { code: 'unit-unknown', reason: (unit) => `the unit cannot be converted to ${unit}` },
  ambiguous: { code: 'unit-unknown', reason: (unit) => `its unit has more than one meaning in ${unit}` },
  contradictory: { code: 'contradiction', reason: () => 'its coded unit and its written unit differ' },
};

type Why = { readonly code: IssueCode; readonly reason: string };

const trouble = (code: IssueCode, reason: string): Why => ({ code, reason });
const isTrouble = (outcome: object): outcome is Why => 'reason' in outcome;

function convert(value: number, unit: SentUnit, analyte: Analyte, code: AnalyteCode) {
  const [middle, low, high] = [0, -1, 1].map((side) =>
    toCanonical(analyte, code, value + side * halfStep(value), unit),
  );
  if (typeof middle === 'string' || typeof low !== 'number' || typeof high !== 'number') {
    const { code: why, reason } = UNIT_REASONS[typeof middle === 'string' ? middle : 'unknown'];
    return trouble(why, reason(analyte.unit));
  }
  const rounded: Rounded = { value: middle ?? Number.NaN, low, high };
  return { value: rounded.value, rounded };
}

/** By every code that the sender gives: urea and urea nitrogen are one amount in moles and two in grams. */
function convertAll(value: number, unit: SentUnit, { analyte, codes }: CodedPart) {
  const [first, ...others] = codes.map((code) => convert(value, unit, analyte, code));
  if (first === undefined || isTrouble(first)) return first ?? trouble('unit-unknown', 'it has no code');
  const all = others.flatMap((one) => (isTrouble(one) ? [] : one.rounded));
  return areOneValue([first.rounded, ...all])
    ? first
    : trouble('contradiction', 'its codes name different molecules');
}

function readNumber(sent: SentQuantity, coded: CodedPart): Omit<Readable, 'recorded'> | Why {
  const unit = unitOf(sent);
  if (sent.value === undefined) return trouble('value-missing', 'the value is not a number');
  if (sent.comparator !== undefined)
    return trouble('comparator', 'it is a limit (less or more than) and not a value');
  if (unit === undefined) return trouble('unit-missing', 'no unit is recorded');
  const converted = convertAll(sent.value, unit, coded);
  if (isTrouble(converted)) return converted;
  const [low, high] = coded.analyte.plausible;
  return converted.value >= low && converted.value <= high
    ? converted
    : trouble('implausible', `it is outside ${low} to ${high} ${coded.analyte.unit}`);
}

function recordedOf(part: unknown): string {
  const quantity = element(part, 'valueQuantity');
  if (isObject(quantity)) return wording(quantityOf(quantity));
  const text = element(part, 'valueString') ?? element(part, 'valueInteger');
  return String(typeof text === 'object' ? '?' : (text ?? '?')).slice(0, LONGEST_TEXT);
}

function read(coded: CodedPart): Omit<Readable, 'recorded'> | Why {
  const contradiction = valueContradiction(coded.part);
  if (contradiction !== undefined) return trouble('contradiction', contradiction);
  if (coded.ambiguous) return trouble('contradiction', 'its code names more than one measure');
  const quantity = element(coded.part, 'valueQuantity');
  return isObject(quantity)
    ? readNumber(quantityOf(quantity), coded)
    : trouble('value-missing', 'the result is not a quantity with a unit');
}

/** Nothing was measured, or only a curve: a panel, a value absent with its reason, sampled data. */
function holdsNoResult(part: unknown): boolean {
  const values = valuesOf(part);
  const isCurve = values.length === 1 && values[0] === 'valueSampledData';
  return isCurve || (values.length === 0 && (isAbsent(part) || element(part, 'valueQuantity') === undefined));
}

/**
 * Reads `value[x]` of one part. `undefined`: there is no result, so nothing is hidden by it. A result that is no quantity
 * with a unit is unreadable, even when its text looks like a number, and so is one that contradicts itself.
 *
 * @param denied why the number is not the measure that its code names, when that is known
 */
export function readResult(coded: CodedPart, denied?: string): Result | undefined {
  if (holdsNoResult(coded.part)) return undefined;
  const recorded = recordedOf(coded.part);
  const outcome = read(coded);
  if (isTrouble(outcome)) return { value: null, recorded, ...outcome };
  return denied === undefined
    ? { recorded, ...outcome }
    : { value: null, recorded, code: 'contradiction', reason: denied };
}
