import type { Analyte, ReferenceRange } from './analyte.ts';
import type { Sex } from './sex.ts';

/** The reference range for a sex; one that holds for everyone otherwise; none when it depends on an unknown sex. */
export const referenceFor = ({ reference }: Analyte, sex: Sex | null): ReferenceRange | undefined =>
  reference.find((range) => range.sex !== undefined && range.sex === sex) ??
  reference.find((range) => range.sex === undefined);

/** Where a value in the canonical unit lies; `undefined` without a range. Limits themselves are in range. */
export function flagAgainst(
  range: ReferenceRange | undefined,
  value: number,
): 'low' | 'normal' | 'high' | undefined {
  if (!range) return undefined;
  if (range.low !== null && value < range.low) return 'low';
  if (range.high !== null && value > range.high) return 'high';
  return 'normal';
}
