import { numberText } from '#lib/clinical/quantity-text.ts';
import type { NetworkFinding } from '#lib/contract/findings-report.ts';
import type { FindingDescription } from '#lib/contract/manifest.ts';

/** Standard deviations on each side that hold 90 % of a normal distribution. */
export const NINETY_PERCENT = 1.6449;

const refused = (because: string): NetworkFinding => ({ status: 'refused', because });

/** One column of a network's answer: a value outside the plausible range, or no number, is refused and never shown. */
export function networkFinding(
  { low, high, unit }: Pick<FindingDescription, 'low' | 'high' | 'unit'>,
  value: number | undefined,
  spread: number | undefined,
): NetworkFinding {
  if (value === undefined || !Number.isFinite(value)) return refused('the network gave no number');
  if (value < low || value > high) {
    const range = `${numberText(low, 0)} to ${numberText(high, 0)}${unit === '1' ? '' : ` ${unit}`}`;
    return refused(`the network gave a value outside the plausible range of ${range}`);
  }
  if (spread === undefined || !Number.isFinite(spread) || spread < 0)
    return refused('the network gave no spread that is one');
  if (spread === 0) return { status: 'read', value, spread: null, range: null };
  const reach = NINETY_PERCENT * spread;
  const range = { low: Math.max(low, value - reach), high: Math.min(high, value + reach) };
  return { status: 'read', value, spread, range };
}
