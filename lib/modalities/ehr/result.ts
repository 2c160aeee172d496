import type { Analyte, AnalyteCode } from '#lib/clinical/analyte.ts';
import type { IssueCode } from '#lib/clinical/issue.ts';
import { toCanonical } from '#lib/clinical/units.ts';
import { element, isObject, quantityOf, type SentQuantity } from '#lib/fhir/elements.ts';

/** An Observation or component whose code is an analyte's. */
export type CodedPart = { readonly part: unknown; readonly analyte: Analyte; readonly code: AnalyteCode };

export type Unreadable = {
  readonly value: null;
  readonly recorded: string;
  readonly code: IssueCode;
  /** The end of the sentence "It could not be read because …". */
  readonly reason: string;
};

export type Result = { readonly value: number; readonly recorded: string } | Unreadable;

const UCUM = 'http://unitsofmeasure.org';
const LONGEST_TEXT = 60;

/** The unit to compute with: the UCUM code, else what the laboratory wrote. */
const unitOf = ({ system, code, unit }: SentQuantity): string | undefined =>
  system === UCUM ? (code ?? unit) : (unit ?? code);

const wording = ({ comparator = '', value, unit, code }: SentQuantity): string =>
  `${comparator}${value ?? '?'} ${unit ?? code ?? '(no unit)'}`.slice(0, LONGEST_TEXT);

function readQuantity(sent: unknown, { analyte, code }: CodedPart): Result {
  const quantity = quantityOf(sent);
  const recorded = wording(quantity);
  const unreadable = (why: IssueCode, reason: string): Unreadable => ({
    value: null,
    recorded,
    code: why,
    reason,
  });
  const unit = unitOf(quantity);
  if (quantity.value === undefined) return unreadable('value-missing', 'the value is not a number');
  if (quantity.comparator !== undefined)
    return unreadable('comparator', 'it is a limit (less or more than) and not a value');
  if (unit === undefined) return unreadable('unit-missing', 'no unit is recorded');
  const value = toCanonical(analyte, code, quantity.value, unit);
  if (value === undefined)
    return unreadable('unit-unknown', `the unit cannot be converted to ${analyte.unit}`);
  const [low, high] = analyte.plausible;
  return value >= low && value <= high
    ? { value, recorded }
    : unreadable('implausible', `it is outside ${low} to ${high} ${analyte.unit}`);
}

const valueElements = [
  'valueString',
  'valueInteger',
  'valueCodeableConcept',
  'valueRange',
  'valueRatio',
  'valueBoolean',
] as const;

/**
 * Reads `value[x]` of one part. `undefined`: there is no result (panel, absent with a reason, sampled data), so nothing
 * is hidden by it. A result that is no quantity with a unit is unreadable, even when its text looks like a number.
 */
export function readResult(coded: CodedPart): Result | undefined {
  const quantity = element(coded.part, 'valueQuantity');
  if (isObject(quantity)) {
    const absent = element(coded.part, 'dataAbsentReason') !== undefined;
    return absent && quantityOf(quantity).value === undefined ? undefined : readQuantity(quantity, coded);
  }
  const other = valueElements.find((name) => element(coded.part, name) !== undefined);
  if (other === undefined && quantity === undefined) return undefined;
  const text = element(coded.part, 'valueString') ?? element(coded.part, 'valueInteger');
  return {
    value: null,
    recorded: String(typeof text === 'object' ? '?' : (text ?? '?')).slice(0, LONGEST_TEXT),
    code: 'value-missing',
    reason: 'the result is not a quantity with a unit',
  };
}
