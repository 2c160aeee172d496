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

/** A slice cut to its latest seven days: what a screen shows of months of monitoring. */
export function latestWeek(slice: WearablesSlice): WearablesSlice {
  const window = latestWindow(slice);
  return {
    devices: slice.devices,
    heartRate: within(slice.heartRate, window),
    saturation: within(slice.saturation, window),
    steps: within(slice.steps, window),
    ecg: within(slice.ecg, window),
  };
}
