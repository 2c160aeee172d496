import type { Moment } from '#lib/clinical/moment.ts';
import { endOf, type Recording, type WearablesSlice } from './slice.ts';
import { type Window, windowBefore, within } from './window.ts';

/** All recordings of a slice, channel by channel. */
export const allOf = ({ heartRate, saturation, steps, ecg }: WearablesSlice): readonly Recording[] => [
  ...heartRate,
  ...saturation,
  ...steps,
  ...ecg,
];

/** The seven days before the end of the last sample. */
export const latestWindow = (slice: WearablesSlice): Window =>
  windowBefore(allOf(slice).reduce((last, recording) => Math.max(last, endOf(recording)), 0));

/** Windows that overlap or touch are one: no sample comes twice. */
function merged(windows: readonly Window[]): readonly Window[] {
  const spans: Window[] = [];
  for (const { from, to } of windows.toSorted((a, b) => a.from - b.from)) {
    const last = spans.at(-1);
    if (last && from <= last.to) spans[spans.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else spans.push({ from, to });
  }
  return spans;
}

/**
 * A slice cut to its latest seven days: what a screen shows of months of monitoring.
 *
 * @param ends of further weeks that are kept, since a score reads them
 */
export function latestWeek(slice: WearablesSlice, ends: readonly Moment[] = []): WearablesSlice {
  const windows = merged([latestWindow(slice), ...ends.map(({ ms }) => windowBefore(ms))]);
  const kept = <T extends Recording>(recordings: readonly T[]) =>
    windows.flatMap((window) => within(recordings, window));
  return {
    devices: slice.devices,
    heartRate: kept(slice.heartRate),
    saturation: kept(slice.saturation),
    steps: kept(slice.steps),
    ecg: kept(slice.ecg),
  };
}
