import type { Sex } from '#lib/clinical/sex.ts';
import { type ChannelId, channels } from './channels.ts';

/**
 * A stay in intensive care hour by hour, as far as it is known. Whoever scores entry `hour` reads entries 0 to `hour` and no
 * other, so that a stay cut off there gives the same.
 */
export type HourlyStay = {
  /** Entries of every channel. */
  readonly hours: number;
  /** Hours in the unit at entry 0: 1 is the first hour after admission to intensive care. */
  readonly firstHour: number;
  /** By channel, in its unit, an entry for each hour; NaN: not measured. Several values in one hour: the last one. */
  readonly series: Readonly<Record<ChannelId, Float32Array>>;
  /** Years. */
  readonly age: number | null;
  readonly sex: Sex | null;
  /** From admission to the hospital to that to the unit; negative: the unit came first. */
  readonly hoursBeforeUnit: number | null;
};

export type StayFacts = Omit<HourlyStay, 'series'>;

/** One of something for each channel. */
function byChannel<T>(make: (id: ChannelId) => T): Readonly<Record<ChannelId, T>> {
  // `fromEntries` forgets which keys there are; the list has each channel once.
  return Object.fromEntries(channels.map(({ id }) => [id, make(id)])) as Record<ChannelId, T>;
}

/** A stay of which nothing was measured: `series` to write into. */
export const emptyStay = (facts: StayFacts): HourlyStay => ({
  ...facts,
  series: byChannel(() => new Float32Array(facts.hours).fill(Number.NaN)),
});

/** The same stay as it was known at the end of an entry: what a causal reader sees. */
export function cutAfter(stay: HourlyStay, hour: number): HourlyStay {
  const hours = Math.min(stay.hours, hour + 1);
  return { ...stay, hours, series: byChannel((id) => stay.series[id].slice(0, hours)) };
}

/** Hours since admission to the unit, at the end of an entry. */
export const hoursInUnit = ({ firstHour }: HourlyStay, hour: number): number => firstHour + hour;

/** How many entries ago the newest value was measured, at most `within`; −1: none. */
export function sinceLast(series: Float32Array, hour: number, within: number): number {
  const first = Math.max(0, hour - within);
  for (let at = hour; at >= first; at -= 1) if (!Number.isNaN(series[at])) return hour - at;
  return -1;
}

/** The newest value that is at most `within` hours old; NaN: none. */
export function lastWithin(series: Float32Array, hour: number, within: number): number {
  const ago = sinceLast(series, hour, within);
  return ago < 0 ? Number.NaN : (series[hour - ago] ?? Number.NaN);
}
