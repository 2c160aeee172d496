/** Of a number with more digits than a double tells apart after a conversion. */
const FINEST = 1e-12;

/** Half a unit of the last decimal that was written: `4.1` stands for 4.05 to 4.15. */
export function halfStep(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  const decimals = (digits.split('.')[1] ?? '').length - Number(exponent);
  return Math.max(0.5 * 10 ** -decimals, FINEST * Math.abs(value));
}

/** A value and the ends, both open, of what it can stand for as it was rounded. */
export type Rounded = { readonly value: number; readonly low: number; readonly high: number };

/** Of a value as such, within the error of floating point, and of the overlap of two ranges, as a part of the narrower. */
const TOLERANCE = 1e-9;
const SMALLEST_OVERLAP = 1e-3;

/** Whether values that were rounded apart, perhaps in different units, can be one value. */
export function areOneValue(rounded: readonly Rounded[]): boolean {
  const values = rounded.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (most - least <= TOLERANCE * Math.max(Math.abs(least), Math.abs(most))) return true;
  const overlap = Math.min(...rounded.map(({ high }) => high)) - Math.max(...rounded.map(({ low }) => low));
  // 4.1 and 4.2 meet at 4.15, but for the error of floating point, and are two values.
  return overlap > SMALLEST_OVERLAP * Math.min(...rounded.map(({ low, high }) => high - low));
}
