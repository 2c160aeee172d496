import { clockText, shortDayText } from '#components/patient/moment-text.ts';
import { DAY_MS, HOUR_MS } from '#lib/clinical/moment.ts';
import type { DrawnWeek } from '#lib/modalities/wearables/draw-week.ts';
import { MINUTE_MS } from '#lib/modalities/wearables/window.ts';
import { isMeasured, type Measured } from '#lib/signal/measured.ts';

/** A measure with its unit; the reason of one without a value stands beside it. */
export const measuredText = (measured: Measured, unit = '', digits = 0): string =>
  isMeasured(measured) ? `${measured.value.toFixed(digits)} ${unit}`.trim() : 'not measured';

export const reasonText = (measured: Measured): string => (isMeasured(measured) ? '' : measured.detail);

/** Why there is no value, each reason once. */
export const reasonsText = (measures: readonly Measured[]): string =>
  [...new Set(measures.map(reasonText))].filter(Boolean).join(' ');

type Part = readonly [name: string, measured: Measured, unit: string, digits?: number];

/** `Seven days together: worn 20.1 h a day.`, with the reasons of what has no value. */
export function togetherText(parts: readonly Part[]): string {
  const told = parts.map(
    ([name, measured, unit, digits]) => `${name} ${measuredText(measured, unit, digits)}`,
  );
  const reasons = reasonsText(parts.map(([, measured]) => measured));
  return `Seven days together: ${told.join(', ')}. ${reasons}`.trim();
}

export const stepsTogether = ({ measures }: Pick<DrawnWeek, 'measures'>): string =>
  togetherText([
    ['steps', measures.steps, 'a day'],
    ['worn', measures.wearTime, 'h a day', 1],
  ]);

export const restTogether = ({ measures }: Pick<DrawnWeek, 'measures'>): string =>
  togetherText([['at rest', measures.restingHeartRate, '/min']]);

export const nightsTogether = ({ measures }: Pick<DrawnWeek, 'measures'>): string =>
  togetherText([
    ['falls of 3 points', measures.odi3, '/h', 1],
    ['below 90 %', measures.t90, '% of it', 1],
  ]);

export const stripsTogether = ({ measures }: Pick<DrawnWeek, 'measures'>): string =>
  togetherText([['RMSSD', measures.rmssd, 'ms']]);

/** `3 Mar, 07:10` in the zone of the week. */
export const timeText = (ms: number, { offset }: Pick<DrawnWeek, 'offset'>): string =>
  `${shortDayText(ms, offset ?? 0)}, ${clockText(ms, offset ?? 0)}`;

/** The local day of a moment. */
export const dayName = (ms: number, { offset }: Pick<DrawnWeek, 'offset'>): string =>
  shortDayText(ms, offset ?? 0);

/** The night in which a moment lies, from noon to noon: `5–6 Mar`, `31 Mar–1 Apr`. */
export function nightName(ms: number, week: Pick<DrawnWeek, 'offset'>): string {
  const noon = ms - 12 * HOUR_MS;
  const [evening, morning] = [dayName(noon, week), dayName(noon + DAY_MS, week)];
  const [day, month] = evening.split('\u00a0');
  return morning.endsWith(month ?? '') ? `${day}–${morning}` : `${evening}–${morning}`;
}

const reading = (value: number | undefined, unit: string): string =>
  value === undefined || Number.isNaN(value) ? 'not recorded' : `${value.toFixed(0)} ${unit}`;

/** What the devices read in the minute of a moment. */
export function minuteText(week: DrawnWeek, ms: number): string {
  const minute = Math.floor((ms - week.from) / MINUTE_MS);
  return [
    `heart rate ${reading(week.heartRate[minute], '/min')}`,
    `saturation ${reading(week.saturation[minute], '%')}`,
    `steps ${reading(week.steps[minute], 'per min')}`,
  ].join(', ');
}

/** Whether a moment lies in a night. */
export const isAsleep = ({ nights }: DrawnWeek, ms: number): boolean =>
  nights.some(({ from, to }) => ms >= from && ms < to);
