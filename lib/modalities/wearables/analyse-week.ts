import { type Day, type DayMeasures, measureDays, readDays } from './days.ts';
import { readMinutes } from './minutes.ts';
import { measureNights, type Night, type NightMeasures, readNights } from './nights.ts';
import type { Strip } from './read-strip.ts';
import { remembered } from './remembered.ts';
import type { EcgRecording } from './slice.ts';
import { measureStrips, readStrips, type StripMeasures } from './strips.ts';
import { type Window, windowBefore, within } from './window.ts';

/** Seven days of a patient's devices and what was found in them, from which features and screens take their numbers. */
export type Week = Window & {
  /** Minutes east of UTC; `null`: no device wrote its zone, and days are those of UTC. */
  readonly offset: number | null;
  /** Per minute; `NaN` where the device was off. */
  readonly heartRate: Float32Array;
  readonly steps: Float32Array;
  readonly days: readonly Day[];
  readonly nights: readonly Night[];
  /** Every lead of the ECGs. */
  readonly leads: readonly EcgRecording[];
  /** One lead of each ECG. */
  readonly strips: readonly Strip[];
  /** What days, nights and strips say together: the values of the features. */
  readonly measures: DayMeasures & NightMeasures & StripMeasures;
};

/**
 * The one analysis of the seven days before a time, ms since the epoch. It is blind to what comes after that time. What only
 * a screen needs is added by `draw-week.ts`.
 */
export const analyseWeek = remembered((slice, at): Week => {
  const window = windowBefore(at);
  const minutes = readMinutes(slice, window);
  const { offset, heartRate, steps } = minutes;
  const days = readDays(minutes);
  const nights = readNights(slice.saturation, minutes);
  const leads = within(slice.ecg, window);
  const strips = readStrips(leads);
  const measures = { ...measureDays(minutes, days), ...measureNights(nights), ...measureStrips(strips) };
  return { ...window, offset, heartRate, steps, days, nights, leads, strips, measures };
});
