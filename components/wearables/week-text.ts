import { clockText, shortDayText } from '#components/patient/moment-text.ts';
import { isMeasured, type Measured } from '#lib/signal/measured.ts';
import { MINUTE_MS, type Week } from './week.ts';

/** A measure with its unit, or a dash; the reason stands beside it. */
export const measuredText = (measured: Measured, unit: string, digits = 0): string =>
  isMeasured(measured) ? `${measured.value.toFixed(digits)} ${unit}` : '–';

export const reasonText = (measured: Measured): string => (isMeasured(measured) ? '' : measured.detail);

/** `3 Mar, 07:10` in the zone of the week. */
export const timeText = (ms: number, { offset }: Pick<Week, 'offset'>): string =>
  `${shortDayText(ms, offset ?? 0)}, ${clockText(ms, offset ?? 0)}`;

const reading = (value: number | undefined, unit: string): string =>
  value === undefined || Number.isNaN(value) ? 'not recorded' : `${value.toFixed(0)} ${unit}`;

/** What the devices read in the minute of a moment. */
export function minuteText(week: Week, ms: number): string {
  const minute = Math.floor((ms - week.from) / MINUTE_MS);
  return [
    `heart rate ${reading(week.heartRate[minute], '/min')}`,
    `saturation ${reading(week.saturation[minute], '%')}`,
    `steps ${reading(week.steps[minute], 'per min')}`,
  ].join(', ');
}

/** Whether a moment lies in a night. */
export const isAsleep = ({ nights }: Week, ms: number): boolean =>
  nights.some(({ from, to }) => ms >= from && ms < to);
