// Words and digits for probabilities and hazards.
import { numberText } from '#lib/clinical/quantity-text.ts';
import type { Scored } from '#lib/contract/risk-report.ts';

const NBSP = '\u00a0';

export type Bands = { readonly intermediate: number; readonly high: number };

const perCent = (probability: number): number => Number((probability * 100).toFixed(9));

/** Rounded to so many decimals, and to the side of the limits that the number itself is on. */
function sidedText(percent: number, decimals: number, limits: readonly number[]): string | null {
  const text = numberText(percent, decimals);
  return limits.every((limit) => Number(text) < limit === percent < limit) ? text : null;
}

/** Beyond three decimals nobody reads: cut off or up, whichever stays on the number's own side. */
function cutText(percent: number, limits: readonly number[]): string {
  const down = Math.floor(percent * 1000) / 1000;
  return (
    sidedText(percent, 3, limits) ??
    numberText(limits.some((limit) => down < limit && limit <= percent) ? down + 0.001 : down, 3)
  );
}

/**
 * Per cent number without its sign: whole from 10 %, one decimal below, never a false 0 or 100. With the bands that it
 * stands beside it has as many decimals as tell on which side of their limits it is: 14.96 % is never 15 % in a band below.
 */
export function percentNumber(probability: number, bands?: Bands): string {
  const percent = probability * 100;
  if (percent < 0.1) return '<0.1';
  if (percent > 99.9) return '>99.9';
  const least = percent < 9.95 || percent > 99 ? 1 : 0;
  const limits = bands ? [perCent(bands.intermediate), perCent(bands.high)] : [];
  const fitting = [least, 1, 2].map((decimals) => sidedText(percent, decimals, limits));
  return fitting.find((text) => text !== null) ?? cutText(percent, limits);
}

export const percentText = (probability: number, bands?: Bands): string =>
  `${percentNumber(probability, bands)}${NBSP}%`;

/** A limit between bands with all its decimals: `22.3 %`. */
export function limitText(limit: number): string {
  const percent = perCent(limit);
  const decimals = [0, 1, 2, 3].find((count) => Number(percent.toFixed(count)) === percent) ?? 3;
  return `${numberText(percent, decimals)}${NBSP}%`;
}

/** `+4.2` percentage points; less than half of the last digit has no sign. */
export function pointsText(points: number): string {
  const text = numberText(points * 100, 1);
  return points > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** `18–27 %`; both ends to the same digit, except that a small one keeps what tells it from 0. */
export function rangeText(low: number, high: number): string {
  const start = high >= 0.0995 && low >= 0.01 ? numberText(low * 100, 0) : percentNumber(low);
  const end = percentNumber(high);
  return `${start}${/^[<>]/.test(end) ? `${NBSP}to${NBSP}` : '–'}${end}${NBSP}%`;
}

/** A natural frequency: `about 1 in 6`; from one third up `about 4 in 10`, where 1 in n is too coarse. */
export function frequencyText(probability: number): string {
  if (probability < 0.001) return 'fewer than 1 in 1,000';
  if (probability < 1 / 3) return `about 1 in ${numberText(Math.round(1 / probability), 0)}`;
  if (probability > 0.95) return 'more than 19 in 20';
  return `about ${Math.round(probability * 10)} in 10`;
}

type Direction = 'raises' | 'lowers' | 'no effect';

/** Smaller than half of the last digit on screen counts as none. */
const NEGLIGIBLE = 0.0005;

export function direction(contribution: number): Direction {
  if (Math.abs(contribution) < NEGLIGIBLE) return 'no effect';
  return contribution > 0 ? 'raises' : 'lowers';
}

/** `+0.277` log-hazard. */
export function logHazardText(value: number, decimals = 3): string {
  const text = numberText(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** `×1.32`: what the contribution multiplies the hazard by. */
export const hazardRatioText = (contribution: number): string => `×${numberText(Math.exp(contribution), 2)}`;

/** The band's limits: `15 % to below 30 %`. */
export function bandText(band: Scored['band'], { intermediate, high }: Bands): string {
  if (band === 'low') return `below ${limitText(intermediate)}`;
  if (band === 'high') return `${limitText(high)} or more`;
  return `${limitText(intermediate)} to below ${limitText(high)}`;
}
