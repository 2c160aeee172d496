// Findings in words and digits, for screen and terminal alike.
import { numberText, unitText } from '#lib/clinical/quantity-text.ts';
import type { Finding } from '#lib/contract/findings-report.ts';

const NBSP = '\u00a0';

type Described = Pick<Finding, 'type' | 'unit' | 'decimals'>;

/** A probability in whole per cent, never a false 0 or 100. */
function probabilityNumber(probability: number): string {
  if (probability < 0.005) return '<1';
  if (probability > 0.995) return '>99';
  return numberText(100 * probability, 0);
}

const unitOf = ({ type, unit }: Described): string => (type === 'presence' ? '%' : unitText(unit));

function withUnit(number: string, described: Described): string {
  const unit = unitOf(described);
  return unit === '' ? number : `${number}${NBSP}${unit}`;
}

const numberOf = (described: Described, value: number): string =>
  described.type === 'presence' ? probabilityNumber(value) : numberText(value, described.decimals);

/** `28 %`, `142 mL`, `0.52`; of a presence its probability, `73 %`. */
export const findingText = (described: Described, value: number): string =>
  withUnit(numberOf(described, value), described);

/** `24–32 %`; `95 to >99 %` where an end is open, and `>99 %` where both ends are said alike. */
export function findingRangeText(
  described: Described,
  { low, high }: { readonly low: number; readonly high: number },
): string {
  const [from, to] = [numberOf(described, low), numberOf(described, high)];
  if (from === to) return withUnit(from, described);
  return withUnit(`${from}${/[<>]/.test(from + to) ? ' to ' : '–'}${to}`, described);
}

/** How much more or less the network reads: `4 points more` of a per cent, `12 mL less`, `the same`. */
export function differenceText(described: Described, difference: number): string {
  const size = numberText(Math.abs(difference), described.decimals);
  if (!/[1-9]/.test(size)) return 'the same';
  const points = `${size}${NBSP}${size === '1' ? 'point' : 'points'}`;
  const text = described.unit === '%' ? points : withUnit(size, described);
  return `${text} ${difference > 0 ? 'more' : 'less'}`;
}
