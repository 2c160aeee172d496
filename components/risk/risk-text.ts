// Words and digits for probabilities and hazards.
import { numberText } from '#lib/clinical/quantity-text.ts';
import type { Scored } from '#lib/contract/risk-report.ts';

const NBSP = '\u00a0';

/** Per cent number without its sign: whole from 10 %, one decimal below, never a false 0 or 100. */
export function percentNumber(probability: number): string {
  const percent = probability * 100;
  if (percent < 0.1) return '<0.1';
  if (percent > 99.9) return '>99.9';
  return percent < 9.95 || percent > 99 ? numberText(percent, 1) : numberText(percent, 0);
}

export const percentText = (probability: number): string => `${percentNumber(probability)}${NBSP}%`;

/** `18–27 %`; both ends to the same digit, except that a small one keeps what tells it from 0. */
export function rangeText(low: number, high: number): string {
  const start = high >= 0.0995 && low >= 0.01 ? numberText(low * 100, 0) : percentNumber(low);
  return `${start}–${percentNumber(high)}${NBSP}%`;
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

export type Bands = { readonly intermediate: number; readonly high: number };

/** The band's limits: `15 % to below 30 %`. */
export function bandText(band: Scored['band'], { intermediate, high }: Bands): string {
  if (band === 'low') return `below ${percentText(intermediate)}`;
  if (band === 'high') return `${percentText(high)} or more`;
  return `${percentText(intermediate)} to below ${percentText(high)}`;
}
