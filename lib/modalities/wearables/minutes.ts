import { type SleepPeriod, sleepPeriods } from '#lib/signal/activity/sleep.ts';
import { allOf } from './latest-week.ts';
import { remembered } from './remembered.ts';
import type { Recording } from './slice.ts';
import { minuteCounts, minuteMeans, type Window, windowBefore, within } from './window.ts';

/** The window minute by minute, with the nights in it. */
export type Minutes = {
  readonly window: Window;
  /** Recordings that lie in the window, cut to it. */
  readonly recordings: { readonly heartRate: readonly Recording[]; readonly steps: readonly Recording[] };
  /** Per minute; `NaN` where the device was off. */
  readonly heartRate: Float32Array;
  readonly steps: Float32Array;
  /** Minutes east of UTC by the latest recording that tells; `null`: no device wrote its zone. One clock for all seven days. */
  readonly zone: number | null;
  /** Minute of the day of the first one by that clock, else in UTC. */
  readonly firstMinute: number;
  /** In minutes of the window. A night by the clock is left out when the local clock is not known. */
  readonly nights: readonly SleepPeriod[];
};

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** The zone of the latest recording that has one, minutes east of UTC. */
const zoneOf = (recordings: readonly Recording[]): number | null =>
  recordings
    .toSorted((a, b) => a.start.ms - b.start.ms)
    .findLast(({ offsetMinutes }) => offsetMinutes !== null)?.offsetMinutes ?? null;

export const minutesBefore = remembered((slice, at): Minutes => {
  const window = windowBefore(at);
  const recordings = { heartRate: within(slice.heartRate, window), steps: within(slice.steps, window) };
  const heartRate = minuteMeans(recordings.heartRate, window);
  const steps = minuteCounts(recordings.steps, window);
  const zone = zoneOf(within(allOf(slice), window));
  const local = Math.floor(window.from / MINUTE_MS) + (zone ?? 0);
  const firstMinute = ((local % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  const nights = sleepPeriods(steps, heartRate, firstMinute).filter(
    ({ basis }) => zone !== null || basis !== 'clock',
  );
  return { window, recordings, heartRate, steps, zone, firstMinute, nights };
});
