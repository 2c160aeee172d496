import { isIrregularRhythm } from '#lib/signal/ecg/rhythm.ts';
import type { Fall, Night } from './nights.ts';
import type { Strip } from './read-strip.ts';

/** Something that a reader should look at; times in ms since the epoch. */
export type WeekEvent = { readonly at: number; readonly to: number; readonly label: string };

const lengthText = (seconds: number): string =>
  seconds < 60 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(0)} min`;

const fallEvent = ({ at, to, from, fall, seconds }: Fall): WeekEvent => ({
  at,
  to,
  label: `Desaturation from ${from.toFixed(0)} by ${fall.toFixed(0)} points, ${lengthText(seconds)}`,
});

const stripEvent = ({ recording: { start }, seconds }: Strip): WeekEvent => ({
  at: start.ms,
  to: start.ms + seconds * 1000,
  label: 'ECG strip irregular without a pattern',
});

/** The falls of saturation and the irregular strips of a week, in order of time. */
export const eventsOf = (nights: readonly Night[], strips: readonly Strip[]): readonly WeekEvent[] =>
  [
    ...nights.flatMap(({ falls }) => falls.map(fallEvent)),
    ...strips.filter(({ rhythm }) => isIrregularRhythm(rhythm)).map(stripEvent),
  ].toSorted((a, b) => a.at - b.at);
