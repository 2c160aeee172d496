// Words and digits of what is watched of the ICU models.
import { momentText } from '#components/patient/moment-text.ts';
import { numberText, unitText } from '#lib/clinical/quantity-text.ts';
import { typicalText } from '#lib/monitoring/alarms.ts';
import type { OutcomeKind } from '#lib/monitoring/arm-report.ts';
import type { Span } from '#lib/monitoring/cohort-windows.ts';
import type { DriftTest } from '#lib/monitoring/compared.ts';
import type { DriftRow } from '#lib/monitoring/drift.ts';

/** Never 0: permutations and bets show no more than they have. */
export function pText(p: number): string {
  if (p < 0.001) return '< 0.001';
  return numberText(p, p < 0.01 ? 3 : 2);
}

export const timeText = (ms: number): string =>
  momentText({ ms, recorded: new Date(ms).toISOString(), precision: 'time' });

export const spanText = ({ from, to }: Span): string => `admitted ${timeText(from)} to ${timeText(to)}`;

const TESTS: Readonly<Record<DriftTest, string>> = {
  psi: 'population stability index',
  ks: 'Kolmogorov–Smirnov distance',
  missing: 'difference of missing rates',
  mmd: 'maximum mean discrepancy',
};
export const testText = (test: DriftTest): string => TESTS[test];

/** What is typical of the reference and of the current window, with its unit. */
export function changeText({ typical, test, unit }: DriftRow): string {
  if (typical === null) return 'a latent has no median';
  if (test !== 'missing') return typicalText(typical, unit);
  return typical.map((share) => `${numberText(100 * share, 0)} %`).join(' → ');
}

/** An outcome's value with its unit: per cent of patients, or alerts a day; a difference of per cents is in points. */
export function outcomeText({ unit }: OutcomeKind, value: number, isDifference = false): string {
  const share = isDifference ? 'points' : '%';
  const text =
    unit === '1' ? `${numberText(100 * value, 1)} ${share}` : `${numberText(value, 2)} ${unitText(unit)}`;
  return isDifference && value > 0 ? `+${text}` : text;
}

/** Limits of an outcome, with words between, since either may be below 0. */
export const limitsText = (kind: OutcomeKind, low: number, high: number, isDifference = false): string =>
  Number.isNaN(low)
    ? 'none left'
    : `${outcomeText(kind, low, isDifference)} to ${outcomeText(kind, high, isDifference)}`;
