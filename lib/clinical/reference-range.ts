// Which limits hold for a patient, and on which side of them a value lies.

import type { ReferenceRange } from './analyte.ts';
import type { Analyte } from './analytes.ts';
import type { Sex } from './sex.ts';

/** `unranged`: a number without a reference range to judge it by. */
export type Flag = 'low' | 'normal' | 'high' | 'unranged' | 'unreadable';

/** The range for the patient's sex; where ranges differ by sex and the sex is unknown there is none. */
export function rangeFor(analyte: Analyte, sex: Sex | null): ReferenceRange | null {
  return analyte.reference.find((range) => range.sex === undefined || range.sex === sex) ?? null;
}

/** @param value canonical unit; `null`: it could not be read */
export function flagOf(value: number | null, range: ReferenceRange | null): Flag {
  if (value === null) return 'unreadable';
  if (!range) return 'unranged';
  if (range.low !== null && value < range.low) return 'low';
  return range.high !== null && value > range.high ? 'high' : 'normal';
}
