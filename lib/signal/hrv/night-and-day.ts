import type { Intervals } from './intervals.ts';
import { type HrvSummary, summariseHrv } from './summary.ts';

/** Night by the clock, 23:00–07:00, where nothing else tells sleep. */
const NIGHT_FROM = 23;
const NIGHT_TO = 7;
const HOUR_SECONDS = 3600;

type NightAndDay = { readonly night: HrvSummary; readonly day: HrvSummary };

const isNight = (localSecond: number): boolean => {
  const hour = (((localSecond / HOUR_SECONDS) % 24) + 24) % 24;
  return hour >= NIGHT_FROM || hour < NIGHT_TO;
};

function only({ ms, at }: Intervals, wanted: (second: number) => boolean): Intervals {
  const kept = [...at.keys()].filter((i) => wanted(at[i] ?? 0));
  return {
    ms: Float64Array.from(kept, (i) => ms[i] ?? 0),
    at: Float64Array.from(kept, (i) => at[i] ?? 0),
  };
}

/**
 * Night and day apart: vagal tone shows at night, and a mean of both describes neither (Task Force 1996, "Duration and
 * circumstances of ECG recording").
 *
 * @param localStart local seconds since any midnight at second 0 of the intervals
 */
export function summariseNightAndDay(intervals: Intervals, localStart: number): NightAndDay {
  const atNight = (second: number) => isNight(localStart + second);
  return {
    night: summariseHrv(only(intervals, atNight)),
    day: summariseHrv(only(intervals, (second) => !atNight(second))),
  };
}
