import { DAY_MINUTES, type SleepPeriod, sleepPeriods } from '#lib/signal/activity/sleep.ts';
import { allOf } from './latest-week.ts';
import type { Recording, WearablesSlice } from './slice.ts';
import { MINUTE_MS, minuteCounts, minuteMeans, type Window, within } from './window.ts';

/** The window minute by minute, with the sleep in it. */
export type Minutes = {
  readonly window: Window;
  /** Per minute; `NaN` where the device was off. */
  readonly heartRate: Float32Array;
  readonly steps: Float32Array;
  /** Minutes east of UTC by the latest recording that tells; `null`: no device wrote its zone. One clock for all seven days. */
  readonly offset: number | null;
  /** Minute of the day of the first one by that clock, else in UTC. */
  readonly firstMinute: number;
  /** In minutes of the window. A night by the clock is left out when the local clock is not known. */
  readonly sleep: readonly SleepPeriod[];
};

/** The zone of the latest recording that has one, minutes east of UTC. */
const offsetOf = (recordings: readonly Recording[]): number | null =>
  recordings
    .toSorted((a, b) => a.start.ms - b.start.ms)
    .findLast(({ offsetMinutes }) => offsetMinutes !== null)?.offsetMinutes ?? null;

export function readMinutes(slice: WearablesSlice, window: Window): Minutes {
  const heartRate = minuteMeans(within(slice.heartRate, window), window);
  const steps = minuteCounts(within(slice.steps, window), window);
  const offset = offsetOf(within(allOf(slice), window));
  const local = Math.floor(window.from / MINUTE_MS) + (offset ?? 0);
  const firstMinute = ((local % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  const sleep = sleepPeriods(steps, heartRate, firstMinute).filter(
    ({ basis }) => offset !== null || basis !== 'clock',
  );
  return { window, heartRate, steps, offset, firstMinute, sleep };
}
