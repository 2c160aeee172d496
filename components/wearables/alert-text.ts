import type { DrawnWeek } from '#lib/modalities/wearables/draw-week.ts';
import {
  MOST_AT_REST,
  MOST_FALLS,
  SUSPECT_STRIPS,
  type WeekAlert,
} from '#lib/modalities/wearables/week-alerts.ts';
import { dayName, nightName } from './week-text.ts';

const FEW = 2;

const counted = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;

/** `5–6 Mar`, or how many when there are more than two. */
function named(names: readonly string[], one: string): string {
  return names.length <= FEW ? names.join(' and ') : counted(names.length, one);
}

type Clock = Pick<DrawnWeek, 'offset'>;

/** `2 nights with > 15 desaturations an hour (5–6 Mar and 7–8 Mar)`. */
export function alertText(alert: WeekAlert, week: Clock): string {
  const { kind, from, of } = alert;
  if (kind === 'desaturations') {
    const nights = from.map((ms) => nightName(ms, week));
    const which = nights.length <= FEW ? ` (${nights.join(' and ')})` : '';
    return `${counted(from.length, 'night')} of ${of} with > ${MOST_FALLS} desaturations an hour${which}`;
  }
  if (kind === 'rhythm') {
    const nights = named(
      from.map((ms) => nightName(ms, week)),
      'night',
    );
    const found = `irregular rhythm in ${alert.strips} of ${counted(of, 'ECG strip')} (${nights})`;
    return alert.strips < SUSPECT_STRIPS
      ? `${found}: look at it`
      : `${found}: atrial fibrillation if a reader finds no P waves`;
  }
  const days = named(
    from.map((ms) => dayName(ms, week)),
    'day',
  );
  return `pulse at rest above ${MOST_AT_REST} /min (${days})`;
}

const LOOKED_AT: Readonly<Record<WeekAlert['kind'], (of: number) => string>> = {
  desaturations: (of) => counted(of, 'night'),
  rhythm: (of) => counted(of, 'ECG strip'),
  rest: (of) => `${counted(of, 'day')} of pulse`,
};

/** What was looked at without finding anything: `7 nights, 14 ECG strips`; empty: nothing could be judged. */
export const lookedAtText = (alerts: readonly WeekAlert[]): string =>
  alerts.map(({ kind, of }) => LOOKED_AT[kind](of)).join(', ');
